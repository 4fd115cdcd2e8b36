"""Call scripts as data: load, check, choose and walk them. Values in, values out; no session, no clock."""

from bot.scripts.check import check
from bot.scripts.choose import Choice, Situation, Why, choose
from bot.scripts.faults import Fault
from bot.scripts.loader import load_library
from bot.scripts.model import Library, Objection, Script, Step
from bot.scripts.registry import Registry, ScriptsError
from bot.scripts.show import Card, StepView, outline, render_card, render_step
from bot.scripts.snapshot import run_from_dict, run_to_dict, script_from_dict, script_to_dict
from bot.scripts.vocabulary import Vocabulary, load_vocabulary
from bot.scripts.walk import Run, Suggestion, WalkError, answer, back, jump, note, start, suggestion, unfit

__all__ = [
    "Card",
    "Choice",
    "Fault",
    "Library",
    "Objection",
    "Registry",
    "Run",
    "Script",
    "ScriptsError",
    "Situation",
    "Step",
    "StepView",
    "Suggestion",
    "Vocabulary",
    "WalkError",
    "Why",
    "answer",
    "back",
    "check",
    "choose",
    "jump",
    "load_library",
    "load_vocabulary",
    "note",
    "outline",
    "render_card",
    "render_step",
    "run_from_dict",
    "run_to_dict",
    "script_from_dict",
    "script_to_dict",
    "start",
    "suggestion",
    "unfit",
]
