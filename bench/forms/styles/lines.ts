import { dots, field, head, type Pen, round, type Style, table, tick } from '../blocks.ts';

/** A label, and a line to write on after it. */
const underlined = ({ ask }: Pen, line: string, height = 22): string => {
  const [label, kind] = ask();
  return `<span style="white-space:nowrap">${label}:</span><span class="grow" style="height:${height}px;border-bottom:${line}" ${field(kind, label)}></span>`;
};

/** A school's enrolment: labels and lines, tick boxes before their text, signatures with the caption below. */
export const school: Style = (p) => {
  const { r, t } = p;
  const line = `${r.pick([1, 1.3])}px ${r.pick(['solid', 'solid', 'dotted'])} #000`;
  const size = r.pick([9, 12, 15, 18]);
  const gap = r.whole(6, 12);
  const rows = (count: number): string =>
    Array.from(
      { length: count },
      () =>
        `<div class="row" style="margin-top:${gap}px">${Array.from({ length: r.whole(1, 3) }, () => underlined(p, line)).join('&nbsp; ')}</div>`,
    ).join('');
  const title = 'style="font-weight:bold;text-decoration:underline;margin-top:16px;font-size:14px"';
  return {
    css: `body { padding: 56px 60px; font: 13px ${r.pick(['Liberation Serif', 'DejaVu Sans', 'URW Bookman'])}; }`,
    html: `<div style="display:flex;gap:16px;align-items:center"><div style="width:58px;height:58px;border-radius:50%;background:repeating-conic-gradient(#345 0 20deg,#fff 0 40deg)"></div><h1 style="font-size:20px">${r.pick(t.titles)}</h1></div>
      ${head(p.section(), title)}${rows(4)}${head(p.section(), title)}${rows(3)}
      ${head(p.section(), title)}<div style="display:grid;grid-template-columns:1fr 1fr 1fr;gap:7px;margin-top:8px">${p
        .ticks(9)
        .map((label) => `<div>${tick(label, `width:${size}px;height:${size}px;`)} ${label}</div>`)
        .join('')}</div>
      <div style="margin-top:14px">${t.long[2]}:</div><div ${field('multi-line', t.long[2] ?? '')} style="padding-bottom:1px">${Array.from({ length: 3 }, () => `<div style="height:24px;border-bottom:${line}"></div>`).join('')}</div>
      <p style="margin-top:14px;font-size:12px">${p.note()}</p>
      <div style="display:flex;gap:40px;margin-top:36px">${[
        [t.date, 'date'],
        [t.signature, 'signature'],
      ]
        .map(
          ([label, kind]) =>
            `<div class="grow"><div style="height:26px;margin-top:-10px;border-bottom:${line}" ${field(kind as 'date', label ?? '')}></div><div style="font-size:10px;text-align:center">${label}</div></div>`,
        )
        .join('')}</div>`,
  };
};

/** Dotted leaders, and blanks in running sentences. */
export const dotted: Style = (p) => {
  const { r, t } = p;
  const height = r.pick([20, 24, 28]);
  const line = (): string => {
    const [label, kind] = p.ask();
    return `<span style="white-space:nowrap">${label}${r.chance(0.5) ? ' :' : ''}&nbsp;</span><span class="grow">${dots(kind, label, '100%', height)}</span>`;
  };
  const rows = (count: number): string =>
    Array.from(
      { length: count },
      () =>
        `<div style="display:flex;align-items:baseline;gap:4px">${Array.from({ length: r.whole(1, 2) }, line).join('')}</div>`,
    ).join('');
  const choice = (): string => {
    const [question, answers] = r.pick(t.choices);
    return `<div style="margin:8px 0">${question} : ${answers.map((a) => `&nbsp; ${a} ${r.chance(0.5) ? round(a) : tick(a, '', 'choice')}`).join('')}</div>`;
  };
  const title = `style="background:#ddd;padding:3px 8px;margin:12px 0 6px;font-weight:bold"`;
  return {
    css: `body { padding: 50px; font: ${r.pick([13, 14])}px ${r.pick(['Liberation Serif', 'P052', 'Nimbus Roman'])}; }`,
    html: `<h1 style="text-align:center;font-size:21px;border:1px solid #000;padding:6px">${r.pick(t.titles)}</h1>
      ${head(p.section(), title)}${rows(5)}${choice()}${head(p.section(), title)}${rows(4)}${choice()}
      ${head(p.section(), title)}<div style="margin-bottom:4px">${t.long[0]} :</div><div ${field('multi-line', t.long[0] ?? '')}>${Array.from({ length: 4 }, () => `<div style="height:${height}px;line-height:${height}px;overflow:hidden;white-space:nowrap">${'.'.repeat(260)}</div>`).join('')}</div>
      <p style="margin:12px 0">${p.note()}</p>
      <div style="display:flex;align-items:baseline;gap:8px;margin-top:16px">${t.date}<span style="width:30%">${dots('date', t.date, '100%')}</span>${t.signature}<span class="grow">${dots('signature', t.signature, '100%')}</span></div>`,
  };
};

/** A contract: sentences with blanks in them. */
export const contract: Style = (p) => {
  const { r, t } = p;
  const blank = (): string => {
    const [label, kind] = p.ask();
    return `${label} <span style="display:inline-block;width:${r.whole(90, 260)}px;height:20px;border-bottom:1px solid #000;vertical-align:bottom" ${field(kind, label)}></span>`;
  };
  const words = t.notes.join(' ').split(' ');
  const some = (count: number): string => words.slice(r.whole(0, 10)).slice(0, count).join(' ');
  const clause = (n: number): string =>
    `<p style="margin-top:10px;line-height:2"><b>${n}.</b> ${some(r.whole(6, 14))}, ${blank()}, ${some(r.whole(2, 6))} ${blank()} ${some(r.whole(4, 20))}.</p>`;
  return {
    css: `body { padding: 64px 70px; font: ${r.pick([12.5, 13.5])}px ${r.pick(['Liberation Serif', 'C059'])}; text-align: left; }`,
    html: `<h1 style="font-size:18px;text-align:center;letter-spacing:2px">${r.pick(t.titles).toUpperCase()}</h1>${head(p.section(), 'style="font-weight:bold;margin-top:12px"')}
      ${[1, 2, 3, 4, 5].map(clause).join('')}${head(p.section(), 'style="font-weight:bold;margin-top:12px"')}
      ${p
        .ticks(3)
        .map((label) => `<p style="margin-top:8px">${tick(label)} &nbsp;${label}</p>`)
        .join('')}
      <p style="margin-top:12px">${p.note()}</p>
      <table style="width:100%;margin-top:50px"><tr>${[0, 1].map((i) => `<td style="width:${i ? 55 : 45}%;padding-right:30px"><div style="height:28px;border-bottom:1px solid #000" ${field(i ? 'signature' : 'date', i ? t.signature : t.date)}></div>${i ? t.signature : t.date}</td>`).join('')}</tr></table>`,
  };
};

/** A questionnaire of a practice: two dense columns of ticks, questions with yes and no, a table of remedies. */
export const medical: Style = (p) => {
  const { r, t } = p;
  const size = r.pick([8, 9.5, 11, 13]);
  const box = (label: string): string =>
    tick(label, `width:${size}px;height:${size}px;border-width:${r.pick([0.8, 1, 1.5])}px`);
  const question = (text: string): string =>
    `<tr><td style="font-size:11px;padding:3px">${text}</td>${[t.yes, t.no].map((a) => `<td style="text-align:center;width:44px">${tick(a, `width:${size}px;height:${size}px`, 'choice')}</td>`).join('')}</tr>`;
  const title =
    'style="background:#000;color:#fff;padding:2px 6px;margin:10px 0 5px;font-weight:bold;font-size:11px"';
  return {
    css: 'body { padding: 36px 40px; font: 11px Liberation Sans Narrow, Liberation Sans; }',
    html: `<h1 style="font-size:18px">${r.pick(t.titles)}</h1>
      ${head(p.section(), title)}${[1, 2, 3, 4].map(() => `<div class="row" style="margin-top:5px">${[1, 2].map(() => underlined(p, '0.8px solid #000', 18)).join('')}</div>`).join('')}
      ${head(p.section(), title)}<div style="column-count:${r.pick([3, 4])};column-gap:12px">${p
        .ticks(12)
        .map((label) => `<div style="margin-bottom:5px">${box(label)} ${label}</div>`)
        .join('')}</div>
      ${head(p.section(), title)}<table style="width:100%"><tr><td></td><td style="text-align:center;font-weight:bold">${t.yes}</td><td style="text-align:center;font-weight:bold">${t.no}</td></tr>${p.ticks(6).map(question).join('')}</table>
      ${head(p.section(), title)}${table(r.some(t.columns, 3), r.whole(3, 6), { height: 20, headStyle: 'font-size:10px;font-weight:normal' })}
      <div style="margin-top:10px">${t.long[3]}</div><div style="border:1px solid #666;height:64px" ${field('multi-line', t.long[3] ?? '')}></div>
      <p style="font-size:9px;margin-top:8px">${p.note()}</p><div class="row" style="margin-top:20px">${t.signature}<span class="grow" style="height:26px;border-bottom:1px solid #000" ${field('signature', t.signature)}></span>${t.date}<span style="width:120px;height:22px;border-bottom:1px solid #000" ${field('date', t.date)}></span></div>`,
  };
};
