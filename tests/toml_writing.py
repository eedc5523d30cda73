"""Write what a TOML file holds, so that a test may change a scheme by its keys."""

import datetime as dt
import json


def written(data):
    """Return a file's text, each of its keys on a line of its own."""
    return "".join(f"{_key(key)} = {_value(value)}\n" for key, value in data.items())


def _value(value):
    if isinstance(value, dict):
        inner = ", ".join(f"{_key(key)} = {_value(it)}" for key, it in value.items())
        return f"{{ {inner} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dt.date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


def _key(key):
    return json.dumps(key)
