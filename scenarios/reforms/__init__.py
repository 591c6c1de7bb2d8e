"""Reforms that really happened, re-enacted by changing contract terms, and scored against what was found.

A study is one TOML file (`study_file`): how people were paid before and after, what was measured
(`quantity`, `contrast`) and what was published. `answers` runs both with the same people and chance
events, `score` sets the model's answer beside the published one, `page` writes the table.
"""
