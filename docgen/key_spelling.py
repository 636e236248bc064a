"""Plain data under English keys as a clerk writes it: with Chinese keys, overlay edits included."""

from __future__ import annotations

from typing import Any, get_args, get_origin

from docgen.campaign import Campaign, Item, Section, Wording
from docgen.keys import SECTIONS, Model, kind_of
from docgen.overlay_keys import ADD, AFTER, DROP, REASON, REPLACE, OverlayKeys
from docgen.yaml_tree import Plain

EDITS = {DROP: "删去", AFTER: "接在", REASON: "理由", ADD: "增加", REPLACE: "改为"}


def in_chinese(data: Plain, model: type[Model] = Campaign) -> Plain:
    """A mapping of `model`, or a list of such; edits (drop, after, add …) may stand in it."""
    if isinstance(data, list):
        return [in_chinese(entry, model) for entry in data]
    if not isinstance(data, dict):
        return data
    spelled: dict[str, Plain] = {}
    for name, value in data.items():
        if name in model.model_fields:
            spelled[model.spelling(name)] = _value(value, model, model.model_fields[name].annotation)
        elif model is Campaign and name in OverlayKeys.model_fields:
            annotation = OverlayKeys.model_fields[name].annotation
            spelled[OverlayKeys.spelling(name)] = _value(value, OverlayKeys, annotation)
        elif issubclass(model, Item | Section) and name in EDITS:
            spelled[EDITS[name]] = value
        else:
            spelled[name] = value
    return spelled


def _value(value: Plain, model: type[Model], annotation: Any) -> Plain:
    kind = kind_of(annotation, model)
    entry = kind_of(get_args(kind)[0], model) if get_origin(kind) is tuple else kind
    if _is_dropped(value):
        return _dropped(value)
    if isinstance(value, dict) and get_origin(kind) is tuple and value.keys() <= {ADD, REPLACE, DROP}:
        return {EDITS[name]: edit if name == DROP else in_chinese(edit, entry) for name, edit in value.items()}
    if isinstance(entry, type) and issubclass(entry, Model):
        return in_chinese(value, entry)
    if model is Wording and isinstance(value, dict):
        return {SECTIONS.get(name, name): _dropped(text) for name, text in value.items()}
    return value


def _is_dropped(value: Plain) -> bool:
    return isinstance(value, dict) and value.keys() == {DROP} and isinstance(value[DROP], str)


def _dropped(value: Plain) -> Plain:
    return {EDITS[DROP]: value[DROP]} if isinstance(value, dict) and _is_dropped(value) else value
