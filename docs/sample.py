#!/usr/bin/env python3
"""Draws findings at random from runs in jsonl, stale translations and infos apart; prints them one a line.

usage: sample.py RUN.jsonl... [--seed N] [--count N] [--only RULE...] [--without RULE...]
"""
import argparse
import json
import random

parser = argparse.ArgumentParser()
parser.add_argument('runs', nargs='+')
parser.add_argument('--seed', type=int, default=4)
parser.add_argument('--count', type=int, default=300)
parser.add_argument('--only', nargs='*', default=[], help='rules to draw from; all, where none is named')
parser.add_argument('--without', nargs='*', default=[], help='rules not to draw from')
args = parser.parse_args()
lines = [line for run in args.runs for line in open(run, encoding='utf-8')]
findings = [json.loads(line) for line in lines]
drawn_from = [f for f in findings if f['rule'] != 'stale-translation' and f['severity'] != 'info']
drawn_from = [f for f in drawn_from if (not args.only or f['rule'] in args.only) and f['rule'] not in args.without]
for finding in random.Random(args.seed).sample(drawn_from, args.count):
    print(json.dumps(finding, ensure_ascii=False))
