"""Sweeps: many runs of a few scenarios over what can be chosen and what nobody knows.

A sweep file says what; `dimension`, `design` and `plan` make runs of it; `executor` lives them on this
machine or a cluster; `store` keeps what came out; `sensitivity`, `discovery` and `regret` read it. What is
needed beside the core comes with the extra `sweep`.
"""
