#!/usr/bin/env python3
"""Seeded errors in words: turns or drops ONE relation, bound, unit or number word of a published translation, and asks which the checker finds.

usage: swaps.py make SXS_DIR... --out DIR [--seed N] [--per-kind N]     writes DIR/{base,mut}/LOCALE/pairs.md and DIR/log.json
       swaps.py score DIR --bin PATH [--list KIND]                      runs the checker over both, and counts

The words are those of swaps.json beside this script, written by hand and apart from the lexicon. A swap is made only where the English states the very
relation once and nothing contrary, and the translation has the word once; sentences that would contradict themselves afterwards are left out.
Recall is counted over the pairs that were quiet before the change.
"""
import argparse
import collections
import json
import os
import pathlib
import random
import re
import subprocess

PAIR = re.compile(r'<span data-ttu-id="([0-9a-f]+-\d+)">(.*?)</span><span class="sxs-lookup"><span data-stu-id="\1">(.*?)</span></span>', re.S)
N = r'(?:\d+|one|two|three|four|five|six|seven|ten|twelve|fifteen|thirty|sixty|ninety)'
U = r'(?:business )?(?:day|week|month|year|hour|minute|second)s?'
M = r'(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
D = rf'(?:(?:the )?(?:end of )?(?:{M}\.? \d|\d\d?/\d|\d{{4}}-\d|20\d\d|{M}))'
# What the English must say, and what it must not say beside it.
ENGLISH = {
    'dur_before': (rf'\b{N} {U} (?:before|prior to)', r'\bafter\b'),
    'dur_after': (rf'\b{N} {U} (?:after|following|from the)|\bafter {N} {U}', r'\b(?:before|prior)\b'),
    'past': (rf'\b(?:last|past|previous|trailing) {N} {U}', r'\bnext\b'),
    'd_before': (rf'\b(?:before|prior to) {D}', r'\bafter\b'),
    'd_until': (rf'\b(?:until|through|by) {D}', r'\b(?:from|since|starting|between|beginning|effective|after)\b|\d ?[-–] ?\d'),
    'd_after': (rf'\bafter {D}', r'\bbefore\b'),
    'd_from': (rf'\b(?:from|since|starting|beginning|effective|starting on) {D}', r'\b(?:until|through|by|to|between|before|till|ends?)\b|\d ?[-–] ?\d'),
    'atleast': (r'\b(?:at least|minimum of|a minimum of) (?:\$?\d)', None),
    'atmost': (r'\b(?:up to|at most|no more than|maximum of|a maximum of) (?:\$?\d)', None),
    'more': (r'\bmore than (?:\$?\d)', None),
    'fewer': (r'\b(?:less|fewer) than (?:\$?\d)', None),
    'within': (rf'\bwithin (?:the )?\d+ {U}', None),
    'orlater': (r'\d(?:[.\d]*) (?:or|and) (?:later|above|higher|newer)', None),
}
ENGLISH = {kind: (re.compile(says, re.I), re.compile(not_says, re.I) if not_says else None) for kind, (says, not_says) in ENGLISH.items()}
GROUP = {'dur_before': 'beforeafter', 'dur_after': 'beforeafter', 'past': 'past', 'd_before': 'date', 'd_until': 'date', 'd_after': 'date', 'd_from': 'date'}
DROPPED = {'atleast', 'atmost', 'more', 'orlater'}
UNITS = {unit: rf' ?[ -](?:calendar |business )?{unit}s?' for unit in ('day', 'week', 'month', 'year', 'hour', 'minute')}
NUMBERS = dict(zip('two three four five six seven eight nine ten twelve'.split(), (2, 3, 4, 5, 6, 7, 8, 9, 10, 12)))
COUNTERS = r'(?= ?(?:つ|個|种|个|次|年|月|か月|カ月|種|項|项|가지|개|명|번|달|시간|회|位|名|天|段|步|部分|類|类|條|条|点|點))'
# A sentence that keeps the old relation beside the new one contradicts itself: it proves nothing.
STILL = {
    'd_until': re.compile('Fram från|až od|börja|直到'),
    'd_from': re.compile('börja|begynd|beginn|kezd|začín|rozpocz'),
}
STILL_LIMITED = re.compile('まで|까지|以内|以下|이하')


def pairs(roots, locale):
    found = set()
    for root in roots:
        for path in pathlib.Path(root, locale).rglob('*.md'):
            for match in PAIR.finditer(path.read_text(encoding='utf-8-sig', errors='replace')):
                if '](' not in match[2] and len(match[2]) < 500:
                    found.add((match[2], match[3]))
    return sorted(found)


def once(pattern, replacement, text):
    """The text with the only match replaced, and what was there and is now; `None` where there is not exactly one."""
    matches = list(re.finditer(pattern, text))
    if len(matches) != 1:
        return None
    now = matches[0].expand(replacement)
    new = text[:matches[0].start()] + now + text[matches[0].end():]
    return (new, matches[0][0], now) if new != text else None


def relations(locale, words, target, source):
    for kind, swaps in words.items():
        if kind in ('units', 'numbers'):
            continue
        says, not_says = ENGLISH[kind]
        if len(says.findall(source)) != 1 or not_says and not_says.search(source):
            continue
        for pattern, replacement in swaps:
            swap = once(pattern, replacement, target)
            contradicts = swap and (kind in STILL and STILL[kind].search(swap[0]) or kind == 'dur_after' and locale == 'ko-kr' and '후' in swap[0])
            if swap and not contradicts:
                yield GROUP.get(kind, 'bound'), kind, swap
                break
        if kind in DROPPED and not (kind == 'atmost' and STILL_LIMITED.search(target)):
            for pattern, replacement in swaps:
                swap = once(pattern, r'\1' if r'\1' in replacement else '', target)
                if swap:
                    yield 'boundlost', kind, swap
                    break


def units(rng, is_unspaced, words, target, source):
    for was, now in rng.sample(words['units'], len(words['units'])):
        matches = list(re.finditer(rf'(?<![\d./-])(\d+)([ \u00a0-]?){re.escape(was)}' + ('' if is_unspaced else r'\b'), target))
        if len(matches) != 1:
            continue
        match = matches[0]
        count = lambda text: len(re.findall(rf'(?<!\d){match[1]}(?!\d)', text))
        said = [unit for unit, pattern in UNITS.items() if re.search(rf'\b{match[1]}{pattern}', source, re.I)]
        if len(said) == 1 and count(source) == 1 and count(target) == 1:
            new = f'{match[1]}{match[2]}{now}'
            yield 'unit', was, (target[:match.start()] + new + target[match.end():], match[0], new)
            return


def numbers(rng, is_unspaced, words, target, source):
    names = list(NUMBERS)
    for at, name in enumerate(names):
        is_said = re.findall(rf'\b{name}\b(?![- ](?:of|to|way|factor|step|tier))', source, re.I)
        if len(is_said) != 1 or re.search(rf'\b{name}-', source, re.I):
            continue
        for form, word in enumerate(words['numbers'][at]):
            pattern = rf'(?<!\d){word}(?!\d)' if word.isdigit() else word + COUNTERS if is_unspaced else rf'\b{word}\b'
            matches = list(re.finditer(pattern, target, re.I))
            if len(matches) != 1 or len(re.findall(word, target, re.I)) != 1:
                continue
            other = (at + rng.choice([1, 2, 3])) % len(names)
            if re.search(rf'\b{names[other]}\b|\b{NUMBERS[names[other]]}\b', source, re.I):
                continue
            forms = words['numbers'][other]
            new = forms[min(form, len(forms) - 1)]
            new = new.capitalize() if matches[0][0][0].isupper() else new
            yield 'numword', name, (target[:matches[0].start()] + new + target[matches[0].end():], matches[0][0], new)
            break


def make(args):
    rng = random.Random(args.seed)
    table = json.loads(pathlib.Path(__file__).with_name('swaps.json').read_text(encoding='utf-8'))
    log = []
    for locale, words in table.items():
        is_unspaced = locale[:2] in ('ja', 'ko', 'zh')
        published = pairs(args.roots, locale)
        rng.shuffle(published)
        left, seen = collections.Counter(), set()
        sides = {'base': [], 'mut': []}
        for target, source in published:
            made = [*relations(locale, words, target, source), *units(rng, is_unspaced, words, target, source), *numbers(rng, is_unspaced, words, target, source)]
            for kind, sub, (new, was, now) in made:
                if left[kind] == args.per_kind or (kind, source) in seen:
                    continue
                seen.add((kind, source))
                left[kind] += 1
                name = f'abcde-{len(log) + 1}'
                for side, text in (('base', target), ('mut', new)):
                    sides[side].append(f'\n<span data-ttu-id="{name}">{text}</span><span class="sxs-lookup"><span data-stu-id="{name}">{source}</span></span>\n')
                log.append({'locale': locale, 'id': name, 'kind': kind, 'sub': sub, 'was': was, 'now': now, 'source': source, 'target': new})
        for side, lines in sides.items():
            folder = pathlib.Path(args.out, side, locale)
            folder.mkdir(parents=True, exist_ok=True)
            folder.joinpath('pairs.md').write_text(f'---\nms.contentlocale: {locale}\n---\n' + ''.join(lines), encoding='utf-8')
    pathlib.Path(args.out, 'log.json').write_text(json.dumps(log, ensure_ascii=False), encoding='utf-8')
    print(len(log), dict(collections.Counter(entry['kind'] for entry in log)))


def flagged(binary, folder):
    run = subprocess.run([binary, 'check', folder, '--format', 'jsonl', '-q', '--fail-on', 'never'], capture_output=True, text=True, check=True)
    findings = map(json.loads, run.stdout.splitlines())
    return {(finding['locale'].lower(), finding['segment']) for finding in findings if finding['severity'] != 'info'}


def score(args):
    before, after = (flagged(args.bin, os.path.join(args.dir, side)) for side in ('base', 'mut'))
    counts = collections.defaultdict(lambda: [0, 0, 0])
    for entry in json.loads(pathlib.Path(args.dir, 'log.json').read_text(encoding='utf-8')):
        key = (entry['locale'], entry['id'])
        for count in (counts[entry['kind']], counts[entry['locale']]):
            count[0] += 1
            count[1] += key in before
            count[2] += key in after and key not in before
        if entry['kind'] == args.list and key not in before and key not in after:
            print(entry['locale'], entry['sub'], repr(entry['was']), '->', repr(entry['now']), '\n   ', entry['source'], '\n   ', entry['target'])
    for name, (made, known, found) in sorted(counts.items()):
        print(f'{name:12} {made:4} made {known:3} flagged before {found:4} found {found / max(1, made - known):.3f}')


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
commands = parser.add_subparsers(required=True)
command = commands.add_parser('make')
command.add_argument('roots', nargs='+')
command.add_argument('--out', required=True)
command.add_argument('--seed', type=int, default=1)
command.add_argument('--per-kind', type=int, default=12)
command.set_defaults(run=make)
command = commands.add_parser('score')
command.add_argument('dir')
command.add_argument('--bin', default='target/release/docparity')
command.add_argument('--list')
command.set_defaults(run=score)
args = parser.parse_args()
args.run(args)
