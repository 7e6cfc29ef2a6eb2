import { comb, field, head, type Pen, round, type Style, tick } from '../blocks.ts';

/** A bank: combs for letters and figures, grey bands, boxes behind their text. */
export const bank: Style = (p) => {
  const { r, t } = p;
  const how = r.pick(['joined', 'gaps', 'ticks'] as const);
  const width = r.pick([16, 18, 20]);
  const band = `style="background:${r.pick(['#ccc', '#e2e2e2', '#bcd'])};padding:4px 8px;font-weight:bold;margin:12px 0 8px"`;
  const line = `${r.pick([0.8, 1, 1.4])}px solid ${r.pick(['#000', '#555', '#06c'])}`;
  const row = (): string => {
    const [label, kind] = p.ask();
    if (kind === 'date')
      return `<div style="margin-bottom:8px"><div style="font-size:10px">${label}</div><span style="display:inline-flex;gap:10px">${[2, 2, 4].map((n) => comb(label, n, { how, width, line })).join('')}</span></div>`;
    return `<div style="margin-bottom:8px"><div style="font-size:10px">${label}</div>${comb(label, r.whole(8, Math.floor(690 / (width + 3))), { how, width, line, height: r.pick([20, 24]) })}</div>`;
  };
  const choice = (): string => {
    const [question, answers] = r.pick(t.choices);
    return `<div style="margin-bottom:9px">${question} &nbsp; ${answers.map((a) => `<span style="margin-right:18px">${tick(a, `width:14px;height:14px;border:${line}`, 'choice')} ${a}</span>`).join('')}</div>`;
  };
  return {
    css: 'body { padding: 44px 50px; }',
    html: `<div style="display:flex;justify-content:space-between"><h1 style="font-size:19px">${r.pick(t.titles)}</h1><div style="background:#024;color:#fff;padding:8px 14px;font-weight:bold;font-size:16px">BANK</div></div>
      ${head(p.section(), band)}${row()}${row()}${row()}${choice()}${head(p.section(), band)}${row()}${row()}${row()}${row()}
      ${head(p.section(), band)}<div style="margin-bottom:8px"><div style="font-size:10px">IBAN</div>${comb('IBAN', 22, { how, width, line })}</div>${choice()}${row()}
      <p style="font-size:9px">${p.note()} ${p.note()}</p>
      <div style="display:flex;gap:14px;margin-top:14px">${[
        [t.date, 'date', 1],
        [t.signature, 'signature', 2],
      ]
        .map(
          ([label, kind, share]) =>
            `<div style="flex:${share}"><div style="font-size:10px">${label}</div><div style="border:${line};height:52px" ${field(kind as 'date', String(label))}></div></div>`,
        )
        .join('')}</div>`,
  };
};

/** A form of today: rounded frames with the label above, light lines. */
export const rounded: Style = (p) => {
  const { r, t } = p;
  const colour = r.pick(['#888', '#4a7ab5', '#999', '#333']);
  const radius = r.pick([4, 6, 9]);
  const box = (share: number): string => {
    const [label, kind] = p.ask();
    return `<div style="flex:${share}"><div style="font-size:11px;margin-bottom:2px">${label}${r.chance(0.3) ? ' *' : ''}</div><div style="border:1px solid ${colour};border-radius:${radius}px;height:${r.pick([26, 30])}px" ${field(kind, label)}></div></div>`;
  };
  const rows = (count: number): string =>
    Array.from(
      { length: count },
      () =>
        `<div style="display:flex;gap:14px;margin-bottom:10px">${Array.from({ length: r.whole(1, 3) }, () => box(r.whole(1, 2))).join('')}</div>`,
    ).join('');
  const choice = (): string => {
    const [question, answers] = r.pick(t.choices);
    return `<div style="margin-bottom:10px"><div style="margin-bottom:3px">${question}</div>${answers.map((a) => `<span style="margin-right:20px">${round(a, `border-color:${colour};width:13px;height:13px`)} ${a}</span>`).join('')}</div>`;
  };
  const title = 'style="color:#246;font-size:16px;margin:14px 0 8px;border-bottom:2px solid #246"';
  return {
    css: `body { padding: 46px; font: 12px DejaVu Sans; }`,
    html: `<h1 style="font-size:22px;color:#246">${r.pick(t.titles)}</h1>${head(p.section(), title)}${rows(4)}${choice()}${head(p.section(), title)}${rows(3)}
      ${p
        .ticks(3)
        .map(
          (label) =>
            `<div style="margin-bottom:7px">${tick(label, `border-color:${colour};border-radius:3px;width:15px;height:15px`)} ${label}</div>`,
        )
        .join('')}
      ${head(p.section(), title)}<div style="font-size:11px;margin-bottom:2px">${t.long[4]}</div><div style="border:1px solid ${colour};border-radius:${radius}px;height:96px" ${field('multi-line', t.long[4] ?? '')}></div>
      <div style="border:1px dashed #888;padding:8px;margin-top:12px;font-size:10px">${p.note()}</div>
      <div style="display:flex;gap:14px;margin-top:12px"><div style="flex:1"><div style="font-size:11px">${t.date}</div><div style="border:1px solid ${colour};border-radius:${radius}px;height:38px" ${field('date', t.date)}></div></div><div style="flex:2"><div style="font-size:11px">${t.signature}</div><div style="border:1px solid ${colour};border-radius:${radius}px;height:38px" ${field('signature', t.signature)}></div></div></div>`,
  };
};

/** Two columns in small print, boxes before their text, lines between columns. */
export const dense: Style = (p) => {
  const { r, t } = p;
  const item = (): string => {
    const [label, kind] = p.ask();
    const which = r.whole(0, 3);
    if (which === 0)
      return `<div class="row" style="margin-top:5px"><span style="border:1px solid #000;width:50%;height:18px" ${field(kind, label)}></span><span>${label}</span></div>`;
    if (which === 1)
      return `<div class="row" style="margin-top:5px;align-items:center"><span>${label}</span><span class="grow" style="border:1px solid #000;height:18px" ${field(kind, label)}></span></div>`;
    if (which === 2)
      return `<div class="row" style="margin-top:5px"><span>${label}</span>${comb(label, r.whole(4, 9), { width: 14, height: 17 })}</div>`;
    return `<div class="row" style="margin-top:5px"><span>${label}</span><span class="grow" style="border-bottom:1px solid #000;height:17px" ${field(kind, label)}></span></div>`;
  };
  const tickRow = (): string =>
    `<div style="margin-top:5px">${p
      .ticks(2)
      .map(
        (label) =>
          `<span style="display:inline-block;width:49%">${tick(label, 'width:9px;height:9px')} ${label}</span>`,
      )
      .join('')}</div>`;
  const section = (): string =>
    `${head(p.section(), 'style="font-weight:bold;background:#eee;margin-top:8px;padding:1px 3px"')}${Array.from({ length: r.whole(4, 6) }, item).join('')}${tickRow()}${tickRow()}<p style="font-size:7.5px;margin-top:4px">${p.note()}</p>`;
  const column = (): string =>
    `<div style="flex:1;min-width:0">${section()}${section()}${section()}${section()}</div>`;
  return {
    css: 'body { padding: 30px 34px; font: 9.5px Liberation Sans; }',
    html: `<h1 style="font-size:16px;border-bottom:1px solid #000">${r.pick(t.titles)}</h1><div style="display:flex;gap:20px">${column()}<div style="width:1px;background:#000"></div>${column()}</div>
      <div class="row" style="margin-top:12px"><span>${t.signature}</span><span class="grow" style="border-bottom:1px solid #000;height:24px" ${field('signature', t.signature)}></span><span>${t.date}</span><span style="width:120px;border-bottom:1px solid #000;height:20px" ${field('date', t.date)}></span></div>`,
  };
};

/** As the forms of the United States: numbered lines, ticks in combs, amounts between hairlines. */
export const numbered: Style = (p) => {
  const { r, t } = p;
  let n = 0;
  const line = (): string => {
    const [label] = p.ask();
    n++;
    return `<div style="display:flex;border-bottom:0.7px solid #000;height:22px;align-items:flex-end"><b style="width:22px;text-align:right;padding-right:6px">${n}</b><span class="grow" style="font-size:11px;white-space:nowrap;overflow:hidden">${label} ${'. '.repeat(60)}</span><b style="width:26px;text-align:center;border-left:0.7px solid #000;align-self:stretch;line-height:22px">${n}</b><span style="width:110px;border-left:0.7px solid #000;align-self:stretch" ${field('number', label)}></span><span style="width:30px;border-left:0.7px solid #000;align-self:stretch" data-ignore></span></div>`;
  };
  const name = (p2: Pen): string => {
    const [label, kind] = p2.ask();
    return `<div style="flex:${r.whole(2, 4)};border-right:0.7px solid #000;display:flex;flex-direction:column"><span style="font-size:9px;padding-left:3px">${label}</span><span class="grow" ${field(kind, label)}></span></div>`;
  };
  const part = (k: number, name: string): string =>
    `<div style="display:flex;border-top:1.5px solid #000;border-bottom:1.5px solid #000;margin-top:8px"><b style="background:#000;color:#fff;padding:2px 10px">Part ${k}</b>${head(name, 'style="font-weight:bold;padding:2px 8px"')}</div>`;
  return {
    css: `body { padding: 40px 44px; font: 12px ${r.pick(['Liberation Sans', 'Nimbus Sans'])}; }`,
    html: `<div style="display:flex;border-bottom:2px solid #000"><div style="width:120px;border-right:2px solid #000;padding:4px">Form <b style="font-size:26px">${r.whole(1000, 9000)}</b></div><h1 class="grow" style="font-size:17px;text-align:center;padding:10px">${r.pick(t.titles)}</h1><div style="width:90px;border-left:2px solid #000;font-size:20px;padding:8px">20<b>26</b></div></div>
      ${[1, 2].map(() => `<div style="display:flex;height:38px;border-bottom:0.7px solid #000">${name(p)}${name(p)}${r.chance(0.5) ? `<div style="padding:2px 4px"><div style="font-size:9px">SSN</div>${comb('SSN', 9, { how: 'ticks', width: 14, height: 17 })}</div>` : name(p)}</div>`).join('')}
      <div style="display:flex;gap:14px;margin-top:6px;align-items:center"><b>${t.choices[1]?.[0]}</b>${t.choices[1]?.[1].map((a) => `<span>${tick(a, 'width:11px;height:11px;border-width:0.8px', 'choice')} ${a}</span>`).join('')}</div>
      ${part(1, p.section())}${Array.from({ length: 8 }, line).join('')}${part(2, p.section())}${Array.from({ length: 9 }, line).join('')}
      ${part(3, p.section())}<p style="font-size:10px;margin-top:4px">${p.note()}</p><div style="display:flex;margin-top:24px;gap:6px;align-items:flex-end"><b>${t.signature}</b><span class="grow" style="height:28px;margin-top:-6px;border-bottom:1px solid #000" ${field('signature', t.signature)}></span><b>${t.date}</b><span style="width:130px;height:24px;border-bottom:1px solid #000" ${field('date', t.date)}></span></div>`,
  };
};
