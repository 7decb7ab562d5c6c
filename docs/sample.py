#!/usr/bin/env python3
"""Draws findings at random from runs in jsonl, stale translations and infos apart; prints them one a line.

usage: sample.py RUN.jsonl... [--seed N] [--count N]
"""
import argparse
import json
import random

parser = argparse.ArgumentParser()
parser.add_argument('runs', nargs='+')
parser.add_argument('--seed', type=int, default=4)
parser.add_argument('--count', type=int, default=300)
args = parser.parse_args()
lines = [line for run in args.runs for line in open(run, encoding='utf-8')]
findings = [json.loads(line) for line in lines]
drawn_from = [f for f in findings if f['rule'] != 'stale-translation' and f['severity'] != 'info']
for finding in random.Random(args.seed).sample(drawn_from, args.count):
    print(json.dumps(finding, ensure_ascii=False))
