"""Policies written for a test."""

from pathlib import Path

from bot.sales.policy import Fault, check_policy


def written(folder: Path, text: str) -> Path:
    path = folder / "policy.toml"
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(folder: Path, text: str) -> dict[str, Fault]:
    return {fault.key: fault for fault in check_policy(written(folder, text))}
