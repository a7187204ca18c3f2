"""How the models are learned from the playbook's samples.

It needs the extra `train`, and no command loads it.
"""
