"""East London, 2017-18: the folder, its raw inputs and the programme that builds one from the other."""
