'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const findings = data.findings;
  const SEVERITIES = ['error', 'warning', 'info'];
  const FILTERS = ['locale', 'rule', 'severity', 'article', 'text'];
  const CHUNK = 60;
  const MOST_PRINTED = 2000;
  const byId = (id) => document.getElementById(id);
  const numbers = new Intl.NumberFormat('en');

  // An element with attributes and children; strings become text, never markup.
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value !== undefined && value !== false) element.setAttribute(key, value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return element;
  };

  const direction = (locale) => {
    const [language, ...rest] = locale.toLowerCase().split('-');
    if (rest.includes('latn') || rest.includes('cyrl')) return 'ltr';
    return data.rightToLeft.includes(language) || rest.includes('arab') ? 'rtl' : 'ltr';
  };
  const plural = (n, name) => `${numbers.format(n)} ${name}${n === 1 ? '' : 's'}`;
  const hashOf = (state) => {
    const kept = Object.entries(state).filter(([, value]) => value);
    return '#' + new URLSearchParams(kept).toString();
  };
  const unique = (field) => [...new Set(findings.map((finding) => finding[field]))].sort();

  // Counts of findings under one or two keys.
  const tally = (list, key) => {
    const counts = new Map();
    for (const item of list) counts.set(key(item), (counts.get(key(item)) || 0) + 1);
    return counts;
  };

  const table = (caption, head, rows) => make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    make('table', {},
      make('thead', {}, make('tr', {}, head.map((cell) => make('th', { scope: 'col' }, cell)))),
      make('tbody', {}, rows.map(([first, ...rest]) => make('tr', {},
        make('th', { scope: 'row' }, first),
        rest.map((cell) => make('td', { class: 'number' }, cell)))))));

  const link = (state, text) => make('a', { href: hashOf(state) }, text);
  const counted = (n, state) => (n ? link(state, numbers.format(n)) : '');

  const overview = () => {
    const parts = byId('overview');
    if (!findings.length) {
      parts.append(make('p', {}, 'Nothing was found: the translations state the facts of their English.'));
      return;
    }
    const locales = unique('locale');
    const counts = tally(findings, (finding) => `${finding.rule} ${finding.locale}`);
    const totals = tally(findings, (finding) => finding.locale);
    const rows = data.rules.map((rule) => [
      make('a', { href: hashOf({ rule: rule.id }), title: `Finds ${rule.finds}.` }, rule.id),
      ...locales.map((locale) => counted(counts.get(`${rule.id} ${locale}`), { rule: rule.id, locale })),
    ]);
    const all = ['all rules', ...locales.map((locale) => counted(totals.get(locale), { locale }))];
    parts.append(make('h3', {}, 'Rules by locale'), table('Rules by locale', ['rule', ...locales], [...rows, all]));
    parts.append(make('div', { class: 'columns' }, worst(), stale()));
  };

  const worst = () => {
    const articles = new Map();
    for (const finding of findings) {
      const counts = articles.get(finding.article) || [0, 0, 0];
      counts[SEVERITIES.indexOf(finding.severity)] += 1;
      articles.set(finding.article, counts);
    }
    const graver = ([, a], [, b]) => b[0] - a[0] || b[1] - a[1] || b[2] - a[2];
    const rows = [...articles].sort(graver).slice(0, 10).map(([article, counts]) => [
      link({ article }, article),
      ...counts.map((n, at) => counted(n, { article, severity: SEVERITIES[at] })),
    ]);
    return make('div', {}, make('h3', {}, 'Worst articles'),
      table('Worst articles', ['article', 'errors', 'warnings', 'infos'], rows));
  };

  const stale = () => {
    const behind = findings.filter((finding) => finding.rule === 'stale-translation');
    const title = make('h3', {}, 'What is stale');
    if (!behind.length) return make('div', {}, title, make('p', {}, 'No translation was found to follow an older English.'));
    const facts = tally(behind, (finding) => finding.locale);
    const rows = [...facts].sort(([, a], [, b]) => b - a).map(([locale, n]) => {
      const articles = new Set(behind.filter((finding) => finding.locale === locale).map((finding) => finding.article));
      return [locale, counted(n, { locale, rule: 'stale-translation' }), numbers.format(articles.size)];
    });
    return make('div', {}, title, table('What is stale', ['locale', 'stale facts', 'articles'], rows));
  };

  // Filters. The URL's fragment is the one place where they are kept.

  const options = (field, all, order) => {
    const counts = tally(findings, (finding) => finding[field]);
    const values = order ? order.filter((value) => counts.has(value)) : [...counts.keys()].sort();
    byId(field).append(make('option', { value: '' }, all),
      ...values.map((value) => make('option', { value }, `${value} (${numbers.format(counts.get(value))})`)));
  };

  const state = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));

  const chosen = () => Object.fromEntries(FILTERS.map((name) => [name, byId(name).value.trim()]));

  const haystack = (finding) => {
    finding.words ??= [finding.message, finding.source?.text.join(''), finding.target.text.join(''), finding.place[0],
      finding.article, finding.segment, finding.suggestion].join('\n').toLowerCase();
    return finding.words;
  };

  const isShown = (wanted) => {
    const text = (wanted.text || '').toLowerCase();
    const exact = ['locale', 'rule', 'severity', 'article', 'id'].filter((name) => wanted[name]);
    return (finding) => exact.every((name) => finding[name] === wanted[name]) && (!text || haystack(finding).includes(text));
  };

  // The list.

  let shown = [];
  let rendered = 0;

  const side = (words, place, label) => make('div', { class: 'side' },
    make('span', { class: 'place' }, `${label}, ${words.locale}`, place ? ` · ${place.join(':')}` : ''),
    make('blockquote', { lang: words.locale, dir: direction(words.locale) },
      words.text[0], words.text[1] ? make('mark', {}, words.text[1]) : null, words.text[2]));

  const copy = (text, button, done) => {
    const say = (word) => {
      button.textContent = word;
      setTimeout(() => { button.textContent = done; }, 1500);
    };
    const byHand = () => {
      const area = make('textarea', { readonly: '' }, text);
      document.body.append(area);
      area.select();
      const isCopied = document.execCommand('copy');
      area.remove();
      button.focus();
      say(isCopied ? 'Copied' : 'Could not copy');
    };
    if (!navigator.clipboard) return byHand();
    navigator.clipboard.writeText(text).then(() => say('Copied'), byHand);
  };

  const copier = (label, text) => {
    const button = make('button', { type: 'button', class: 'small' }, label);
    button.addEventListener('click', () => copy(text(), button, label));
    return button;
  };

  const advice = (finding) => {
    if (finding.suggestion === undefined) return null;
    if (finding.suggestion === '') return make('span', { class: 'suggestion' }, 'Suggestion: leave the marked words out');
    const words = make('bdi', { lang: finding.locale, dir: direction(finding.locale) }, finding.suggestion);
    return [make('span', { class: 'suggestion' }, 'Suggestion: ', words), copier('Copy suggestion', () => finding.suggestion)];
  };

  const card = (finding, at) => {
    const title = `finding-${at}`;
    const href = hashOf({ id: finding.id, article: finding.article });
    return make('article', { class: `finding ${finding.severity}`, tabindex: at ? '-1' : '0', 'aria-labelledby': title },
      make('div', { class: 'head', id: title },
        make('span', { class: 'severity' }, finding.severity),
        make('h4', {}, finding.rule), make('span', {}, finding.locale),
        finding.segment ? make('span', { class: 'place' }, `segment ${finding.segment}`) : null),
      make('p', {}, make('bdi', {}, finding.message)),
      make('div', { class: 'sides' },
        finding.source ? side(finding.source, finding.source.place, 'English') : null,
        side(finding.target, finding.place, 'Translation')),
      make('div', { class: 'actions' }, advice(finding), make('a', { href }, 'Permalink'),
        copier('Copy link', () => location.href.split('#')[0] + href)));
  };

  const renderMore = (n) => {
    const part = document.createDocumentFragment();
    const end = Math.min(rendered + n, shown.length);
    for (; rendered < end; rendered += 1) {
      const finding = shown[rendered];
      if (!rendered || shown[rendered - 1].article !== finding.article) {
        part.append(make('h3', {}, link({ article: finding.article }, finding.article)));
      }
      part.append(card(finding, rendered));
    }
    byId('list').append(part);
    byId('more').hidden = rendered >= shown.length;
  };

  const render = () => {
    const wanted = state();
    for (const name of FILTERS) if (byId(name).value.trim() !== (wanted[name] || '')) byId(name).value = wanted[name] || '';
    shown = findings.filter(isShown(wanted));
    byId('count').textContent = shown.length === findings.length
      ? plural(findings.length, 'finding')
      : `${numbers.format(shown.length)} of ${plural(findings.length, 'finding')}`;
    byId('matrix').replaceChildren(...(wanted.article && !wanted.id ? matrix(wanted.article) : []));
    byId('list').replaceChildren();
    rendered = 0;
    renderMore(CHUNK);
  };

  // The facts of one article: a row each, a column for every text.

  const WORDS = {
    damaged: 'damaged', differs: 'differs', stale: 'stale', missing: 'missing', added: 'only here',
    untold: 'not told, and need not be', absent: 'no text answers this one',
  };

  const factCell = (article, column, [state, words, value, isOdd]) => {
    const label = WORDS[state];
    const said = label && (isOdd ? link({ article, locale: column.locale }, `◆ ${label}`) : label);
    return make('td', { class: `${state}${isOdd ? ' odd' : ''}` },
      words ? make('span', { lang: column.locale, dir: direction(column.locale) }, words) : null,
      make('span', { class: 'state' }, value && value !== words ? value : null, value && value !== words && said ? ' · ' : null, said));
  };

  const matrix = (article) => {
    const found = data.matrices.find((one) => one.article === article);
    if (!found) return [];
    const head = found.columns.map((column) => make('th', { scope: 'col' }, column.locale,
      make('span', { class: 'state' }, column.revision || '')));
    const body = found.rows.map(([segment, cells]) => make('tr', {},
      make('th', { scope: 'row' }, segment),
      cells.map((cell, at) => factCell(article, found.columns[at], cell))));
    const note = found.whole
      ? 'Each row is a fact, in the order of the first column. ◆ marks the odd one out.'
      : 'Only the facts that are not alike everywhere are listed, for this report is large. ◆ marks the odd one out.';
    const parts = make('details', { class: 'matrix', open: '' },
      make('summary', {}, `What each locale states: ${plural(found.rows.length, 'fact')}`),
      make('p', { class: 'soft' }, note),
      make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Facts by locale' },
        make('table', {}, make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, 'text'), head)),
          make('tbody', {}, body))));
    return [parts];
  };

  // A new state of the filters; typing does not fill the history.
  const go = (wanted, isTyping) => {
    const hash = hashOf(wanted);
    if (hash === location.hash || (hash === '#' && !location.hash)) return;
    history[isTyping ? 'replaceState' : 'pushState'](null, '', hash);
    render();
  };

  const move = (event) => {
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    const current = event.target.closest?.('.finding');
    if (!step || !current || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const cards = [...byId('list').querySelectorAll('.finding')];
    const at = cards.indexOf(current) + step;
    if (at >= cards.length - 1) renderMore(CHUNK);
    const next = byId('list').querySelectorAll('.finding')[at];
    if (!next) return;
    current.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  };

  const start = () => {
    overview();
    options('locale', 'all');
    options('rule', 'all');
    options('severity', 'all', SEVERITIES);
    options('article', 'all');
    let waiting;
    byId('text').addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => go(chosen(), true), 150);
    });
    for (const name of FILTERS.slice(0, 4)) byId(name).addEventListener('change', () => go(chosen()));
    byId('filters').addEventListener('submit', (event) => event.preventDefault());
    byId('clear').addEventListener('click', () => { go({}); byId('locale').focus(); });
    byId('more').addEventListener('click', () => renderMore(CHUNK));
    byId('list').addEventListener('keydown', move);
    window.addEventListener('hashchange', () => { render(); byId('findings-title').scrollIntoView(); });
    window.addEventListener('beforeprint', () => renderMore(MOST_PRINTED));
    new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) renderMore(CHUNK);
    }, { rootMargin: '800px' }).observe(byId('more'));
    render();
  };

  start();
})();
