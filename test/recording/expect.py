"""Writes the findings expected of each recorded log, from expectations.json.

expectations.json is made by hand, by reading Mooncake's source at the recorded version: one entry a statement, with
what follows it. This script only spreads those entries over the lines; it stops at every line of severity W, E or F
that no entry covers, and at every other line that could name a code and that no entry covers.

An entry has
  at       the statement, as `file.cpp:123`
  message  a regular expression that its messages match
  codes    what the line reports (nothing when empty); `"from": regex` takes a name or a number from the line
  why      the statement that follows, with its line
  unsure   when reading did not settle it
  scenario where it stands, when the same text means other things elsewhere
Lines without a prefix of Mooncake's are covered by the entries of `callers`, in order, the first that matches.
"""

import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
FIXTURES = HERE.parent.parent / "fixtures" / "recorded"
PREFIX = re.compile(r"([IWEF])\d{4} \d\d:\d\d:\d\d\.\d{6} +\d+ ([\w.]+:\d+)\] (.*)")
COLOUR = re.compile(r"\x1b\[[0-9;]*[mK]")
SUSPICIOUS = re.compile(r"(?<![\w-])-\d{1,4}(?!\d)|error|fail|info=|warn=", re.IGNORECASE)


def names(table, component, tokens):
    """The code names for what a line states: names as they are, numbers looked up; zeros and positives dropped."""
    found = []
    for token in tokens:
        if re.fullmatch(r"-?\d+", token):
            if int(token) >= 0:
                continue
            token = table["values"][component][token]
        else:
            token = token.upper()
        if token not in found and token != "OK":
            found.append(token)
    return found


def codes_of(table, entry, message):
    result = []
    for code in entry.get("codes", []):
        if "from" not in code:
            result.append(dict(code))
            continue
        tokens = []
        for match in re.finditer(code["from"], message):
            tokens += re.findall(r"-?\d+|[A-Za-z][A-Za-z_]+", match[1]) if code.get("many") else [match[1]]
        for name in names(table, code["component"], tokens):
            result.append({"component": code["component"], "name": name, "evidence": code["evidence"]})
    return result


def entry_for(table, version, scenario, text):
    """The entry of a line, and the message that it applies to; an error text when a line needs one and has none."""
    match = PREFIX.match(text)
    if not match:
        for entry in table["callers"]:
            if entry.get("scenario", scenario) == scenario and re.search(entry["message"], text):
                return entry, text
        return "no entry of callers matches", text
    severity, at, message = match.groups()
    entries = [entry for entry in table["statements"].get(version, []) if entry["at"] == at]
    for entry in entries:
        if re.search(entry["message"], message):
            return entry, message
    if severity != "I":
        return f"no entry for this message of {at} in {version}", message
    if SUSPICIOUS.search(re.sub(r"client_id=\S+", "", message)):
        for pattern in table["harmless"]:
            if re.search(pattern, message):
                return None, message
        return f"no entry for {at} of {version}, severity I", message
    return None, message


def main():
    table = json.loads((HERE / "expectations.json").read_text())
    problems = set()
    lines = findings = unsure = 0
    for log in sorted(FIXTURES.glob("*/*.log")):
        about = json.loads((log.parent / "about.json").read_text())
        version = about["versions"][log.stem]
        expected = []
        physical = log.read_bytes().decode("utf-8", "replace").split("\n")
        for number, raw in enumerate(physical, start=1):
            text = COLOUR.sub("", raw)
            lines += 1
            entry, message = entry_for(table, version, log.parent.name, text)
            if isinstance(entry, str):
                problems.add(f"{entry}: {log.parent.name}/{log.name}:{number}: {message[:160]}")
            elif entry is not None:
                codes = codes_of(table, entry, message)
                if codes:
                    record = {"line": number, "codes": codes}
                    if entry.get("unsure"):
                        record["unsure"] = True
                        unsure += 1
                    expected.append({**record, "why": entry["why"]})
        findings += len(expected)
        text = "".join(json.dumps(record) + "\n" for record in expected)
        log.with_suffix(".expected.ndjson").write_text(text)
    for problem in sorted(problems):
        print(problem, file=sys.stderr)
    print(f"{lines} lines, {findings} with findings, {unsure} of them unsure")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
