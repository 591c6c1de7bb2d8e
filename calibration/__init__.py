"""Calibration: local activity data, what they can and cannot say about the model's numbers, and how sure.

Four nouns: *targets* (what is compared), *priors* (what was believed), the *simulator* (what a run gives)
and an *engine* (what makes a posterior of them). Diagnostics may refuse what comes out. What is needed
beside the core comes with the extra `calibrate`; nothing here sends anything anywhere.
"""
