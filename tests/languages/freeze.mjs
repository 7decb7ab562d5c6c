// Freezes what Node's Intl writes for every locale of tier 1: the data of tests/languages.rs.
//
// How: `node tests/languages/freeze.mjs` (no arguments, no packages) writes the files named below anew beside itself.
// Frozen with Node 20.20.2, ICU 78.2, CLDR 48.0 (process.versions.icu and .cldr). It never reads the words of the
// lexicon: of src/lexicon/locales it takes the tags of the files that say `tier 1`, and nothing else.
//
// Given the folder of the npm package n2words (`npm install n2words`; frozen with 4.0.0) it also writes the numbers in words
// of the languages that num2words (freeze.py) lacks: `node tests/languages/freeze.mjs FOLDER/node_modules/n2words`.
//
// A row is TAG, KIND, VALUE (in the notation of facts: EDTF, ISO 8601, ISO 4217), TEXT, separated by tabs.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const lexica = join(here, '../../src/lexicon/locales');
const tags = readdirSync(lexica)
  .filter((name) => /^tier 1$/m.test(readFileSync(join(lexica, name), 'utf8')))
  .map((name) => name.replace('.txt', ''))
  .sort();

/** The locales of Intl for a tag: the tag itself, and with the other digits that its writers use. */
const intl = (tag) => {
  const other = { ar: ['arab'], hi: ['deva'], th: ['thai'] }[tag] ?? [];
  return [tag, ...other.map((digits) => `${tag}-u-nu-${digits}`)];
};

const pad = (n) => String(n).padStart(2, '0');
const utc = (year, month, day) => new Date(Date.UTC(year, month - 1, day));
const iso = (date) => date.toISOString().slice(0, 10);
const weekday = (date) => ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'][date.getUTCDay()];
const months = Array.from({ length: 12 }, (_, i) => i + 1);

function* numbers(locale) {
  const format = new Intl.NumberFormat(locale);
  const values = [...Array(101).keys(), 365, 1000, 1.5, 12.75, 1234.5, 12345, 300000, 1500000];
  for (const value of values) yield ['number', value, format.format(value)];
}

function* dates(locale) {
  const write = (options, date) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(date);
  for (const month of months) {
    const [first, mid] = [utc(2020, month, 1), utc(2020, month, 15)];
    const m = pad(month);
    yield ['date', `${iso(first)}[${weekday(first)}]`, write({ dateStyle: 'full' }, first)];
    for (const style of ['long', 'medium']) yield ['date', iso(first), write({ dateStyle: style }, first)];
    for (const style of ['long', 'short']) {
      yield ['date', `2020-${m}`, write({ year: 'numeric', month: style }, first)];
      yield ['date', `XXXX-${m}-15`, write({ month: style, day: 'numeric' }, mid)];
    }
    yield ['date', `XXXX-${m}`, write({ month: 'long' }, first)];
    const numeric = { year: 'numeric', month: 'numeric', day: 'numeric' };
    yield ['date', iso(mid), write(numeric, mid)];
    yield ['date', iso(mid), write({ year: 'numeric', month: '2-digit', day: '2-digit' }, mid)];
    // A day that could be a month as well.
    if (month !== 4) yield ['date', `2020-${m}-04`, write(numeric, utc(2020, month, 4))];
  }
}

function* durations(locale) {
  const units = {
    day: [[1, 2, 3, 5, 11, 15, 21, 30, 365], (n) => `P${n}D`],
    week: [[2, 6], (n) => `P${n}W`],
    month: [[1, 3, 6, 12], (n) => `P${n}M`],
    year: [[1, 2, 3, 5], (n) => `P${n}Y`],
    hour: [[1, 8, 24, 48], (n) => `PT${n}H`],
    minute: [[30], (n) => `PT${n}M`],
  };
  const asked = new Set(['30 day', '12 month', '24 hour']);
  for (const [unit, [amounts, value]] of Object.entries(units)) {
    for (const n of amounts) {
      for (const unitDisplay of ['long', 'short', 'narrow']) {
        // Of the narrow forms only the three that are asked for: the rest are single letters.
        if (unitDisplay === 'narrow' && !asked.has(`${n} ${unit}`)) continue;
        yield ['duration', value(n), new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }).format(n)];
      }
    }
  }
}

function* ranges(locale) {
  const pairs = [
    [utc(2020, 7, 1), utc(2020, 12, 31)],
    [utc(2021, 2, 16), utc(2021, 8, 15)],
    [utc(2020, 8, 1), utc(2020, 8, 31)],
    [utc(2019, 12, 15), utc(2020, 1, 15)],
  ];
  const styles = [
    { dateStyle: 'long' },
    { dateStyle: 'medium' },
    { year: 'numeric', month: 'numeric', day: 'numeric' },
  ];
  for (const [from, to] of pairs) {
    for (const style of styles) {
      const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...style });
      yield ['date-range', `${iso(from)}/${iso(to)}`, format.formatRange(from, to)];
    }
  }
}

function* times(locale) {
  for (const [hour, minute] of [[18, 0], [6, 30], [9, 5], [13, 45], [0, 1], [12, 1]]) {
    for (const hourCycle of ['h23', 'h12']) {
      const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', timeStyle: 'short', hourCycle });
      yield ['time', `T${pad(hour)}:${pad(minute)}`, format.format(new Date(Date.UTC(2020, 0, 1, hour, minute)))];
    }
  }
}

function* percents(locale) {
  const format = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  for (const n of [1, 2, 4.5, 15, 50, 99.95, 100]) yield ['percent', `${n}%`, format.format(n / 100)];
}

/** The ISO code, or the sign where the locale writes the bare one: `$` and `¥` are open. */
const coin = (format, amount, currency) => {
  const sign = format.formatToParts(amount).find((part) => part.type === 'currency')?.value;
  return { $: '$', '¥': '¥', '￥': '¥' }[sign] ?? currency;
};

function* money(locale) {
  for (const currency of ['USD', 'EUR', 'JPY']) {
    for (const amount of currency === 'JPY' ? [1000, 300000] : [0.35, 8, 1500, 300000]) {
      for (const currencyDisplay of ['symbol', 'code', 'name']) {
        const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay });
        yield ['money', `${coin(format, amount, currency)} ${amount}`, format.format(amount)];
      }
    }
  }
}

const classes = { numbers, dates, durations, ranges, times, percents, money };
for (const [name, rows] of Object.entries(classes)) {
  const lines = tags.flatMap((tag) => intl(tag).flatMap((locale) => [...rows(locale)].map((row) => [tag, ...row])));
  const text = [...new Set(lines.map((line) => line.join('\t')))].join('\n');
  writeFileSync(join(here, `${name}.tsv`), `${text}\n`);
  console.log(`${name}: ${lines.length}`);
}

/** Calendars and digits of a language's own, of tier 2 as well. */
const calendars = {
  th: ['th-TH-u-ca-buddhist', 'th-TH-u-ca-buddhist-nu-thai'],
  ja: ['ja-JP-u-ca-japanese', 'ja-JP-u-nu-fullwide'],
  'zh-hant': ['zh-TW-u-ca-roc'],
  ar: ['ar-EG-u-nu-arab'], fa: ['fa-IR-u-ca-gregory-nu-arabext'], ur: ['ur-IN-u-nu-arabext'],
  hi: ['hi-IN-u-nu-deva'], mr: ['mr-IN-u-nu-deva'], ne: ['ne-NP-u-nu-deva'], bn: ['bn-BD-u-nu-beng'], my: ['my-MM-u-nu-mymr'],
};
const ownDates = [utc(2020, 12, 31), utc(2018, 4, 1), utc(2019, 5, 1), utc(2021, 6, 15)];
const own = Object.entries(calendars).flatMap(([tag, locales]) => locales.flatMap((locale) => [
  ...ownDates.map((date) => [tag, 'date', iso(date), new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'long' }).format(date)]),
  ...[15, 365, 300000, 12.75].map((n) => [tag, 'number', n, new Intl.NumberFormat(locale).format(n)]),
  ...[15, 4.5].map((n) => [tag, 'percent', `${n}%`, new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(n / 100)]),
]));
writeFileSync(join(here, 'calendars.tsv'), `${[...new Set(own.map((row) => row.join('\t')))].join('\n')}\n`);

/** Languages by what n2words calls them. Its Filipino leaves the ligatures out and is not taken; Bosnian counts as Serbian does. */
const n2words = {
  ar: 'ar-SA', bs: 'sr-Latn-RS', el: 'el-GR', hi: 'hi-IN', hr: 'hr-HR', ka: 'ka-GE', ms: 'ms-MY', 'sr-cyrl': 'sr-Cyrl-RS',
  tr: 'tr-TR', 'zh-hans': 'zh-Hans-CN', 'zh-hant': 'zh-Hant-TW',
};

if (process.argv[2]) {
  const rows = [];
  for (const [tag, name] of Object.entries(n2words)) {
    const { toCardinal } = await import(resolve(process.argv[2], `dist/${name}.js`));
    const values = [...Array(101).keys(), 365, 1000, 1.5, 300000];
    for (const value of values) rows.push([tag, 'number', value, toCardinal(value, name.startsWith('zh') ? { formal: false } : {})].join('\t'));
  }
  writeFileSync(join(here, 'words-more.tsv'), `${[...new Set(rows)].join('\n')}\n`);
  console.log(`words-more: ${rows.length}`);
}
