"""What people look at: charts, and the report of a comparison. Reads tables; never calls an agent."""
