/** More styles that nobody looks at; see `held-out.ts`. */
import { comb, dots, field, head, type Style, tick } from '../blocks.ts';

/** A return of assessment: dense columns of amounts beside the number of their box, totals on a shaded ground. */
export const assessment: Style = (p) => {
  const { r, t } = p;
  let box = r.whole(100, 700);
  const hair = `${r.pick([0.6, 0.8])}px solid ${r.pick(['#000', '#263'])}`;
  const shade = r.pick(['#d8d8d8', '#cfe3d4', '#e6dcc8']);
  const high = r.pick([19, 21, 23]);
  const amount = (isTotal: boolean): string => {
    const [label] = p.ask();
    box += r.whole(1, 9);
    return `<div style="display:flex;align-items:stretch;height:${isTotal ? high + 6 : high}px;${isTotal ? `background:${shade};` : ''}"><span class="grow" style="font-size:${isTotal ? 10 : 9}px;${isTotal ? 'font-weight:bold;' : ''}align-self:center;padding-left:3px">${label}${r.chance(0.3) ? ` <span style="color:#555">(${r.whole(2, 99)})</span>` : ''}</span>
      <span style="width:27px;border:${hair};margin:1.5px 0;font-size:8.5px;text-align:center;background:${shade};line-height:${high - 4}px">${box}</span><span style="width:${r.pick([96, 104])}px;border:${isTotal ? '1.6px solid #000' : hair};border-left:0;margin:1.5px 6px 1.5px 0;background:#fff" ${field('number', label)}></span></div>`;
  };
  const part = (count: number): string =>
    `${head(p.section(), `style="background:${shade};font-weight:bold;font-size:10.5px;padding:2px 4px;border-top:1.6px solid #000;margin-top:7px"`)}${Array.from({ length: count }, (_, i) => amount(i === count - 1)).join('')}`;
  const person = (label: string, size: number): string =>
    `<div style="flex:${size};border:${hair};margin:-0.3px;display:flex;flex-direction:column;height:34px"><span style="font-size:7.5px;padding:1px 2px">${label}</span><span class="grow" ${field('text', label)}></span></div>`;
  const names = Array.from({ length: 5 }, () => p.ask()[0]);
  return {
    css: 'body { padding: 34px 40px; font: 10px Liberation Sans Narrow, Nimbus Sans; }',
    html: `<div style="display:flex;align-items:flex-end;border-bottom:3px solid #000;padding-bottom:4px"><b style="font-size:22px">${r.whole(20, 99)}-${r.pick(['A', 'K', 'R'])}</b><span class="grow" style="font-size:15px;text-align:center">${r.pick(t.titles)}</span><span style="font-size:11px">${r.whole(2019, 2026)}</span></div>
      <p style="font-size:8.5px;margin:4px 0">${p.note()} ${p.note()}</p>
      <div style="display:flex">${person(names[0] ?? '', 3)}${person(names[1] ?? '', 2)}</div><div style="display:flex">${person(names[2] ?? '', 1)}${person(names[3] ?? '', 2)}${person(names[4] ?? '', 1)}</div>
      <div style="display:grid;grid-template-columns:1fr 1fr;column-gap:14px">${Array.from({ length: r.whole(4, 6) }, () => `<div>${part(r.whole(4, 6))}</div>`).join('')}</div>
      <div style="display:flex;gap:18px;margin-top:16px">${[
        [t.date, 'date', 1],
        [t.signature, 'signature', 3],
      ]
        .map(
          ([label, kind, size]) =>
            `<div style="flex:${size}"><div style="height:30px;border-bottom:1px solid #000" ${field(kind as 'date', label as string)}></div><span style="font-size:8px">${label}</span></div>`,
        )
        .join('')}</div>`,
  };
};

/** A transfer at a bank's counter: a third of a sheet, combs of white boxes on a tinted ground, twice on the page. */
export const transfer: Style = (p) => {
  const { r } = p;
  const [tint, dark] = r.pick([
    ['#f6d9d0', '#b03a20'],
    ['#fbe7b8', '#8a6a10'],
    ['#d9e8f5', '#20508a'],
  ] as const);
  const caption = (text: string): string => `<div style="font-size:8px;color:${dark}">${text}</div>`;
  const width = r.pick([17, 18.5]);
  const letters = (count: number): string => {
    const [label] = p.ask();
    return `<div style="margin-top:5px">${caption(label)}${comb(label, count, { width, height: 23, line: `1px solid ${dark}` }).replaceAll('border-top', 'background:#fff;border-top')}</div>`;
  };
  const plain = (): string => {
    const [label, kind] = p.ask();
    return `<div class="grow" style="margin-top:5px">${caption(label)}<div style="height:25px;background:#fff" ${field(kind, label)}></div></div>`;
  };
  const slip = (): string =>
    `<div style="background:${tint};border:1.4px solid ${dark};padding:10px 14px;margin-bottom:22px">
      ${head(p.section(), `style="color:${dark};font-weight:bold;font-size:14px"`)}
      ${letters(r.whole(26, 30))}${letters(r.whole(20, 27))}
      <div style="display:flex;gap:26px">${letters(r.whole(8, 11))}${letters(r.whole(10, 14))}</div>
      <div style="display:flex;gap:14px">${plain()}${plain()}</div>
      <div style="display:flex;gap:22px;margin-top:8px">${p
        .ticks(3)
        .map(
          (label) =>
            `<span>${tick(label, `width:14px;height:14px;border-color:${dark}`)} <small>${label}</small></span>`,
        )
        .join('')}</div></div>`;
  return {
    css: 'body { padding: 44px 50px; font: 11px Nimbus Sans; }',
    html: `<h1 style="font-size:17px;color:${dark};margin-bottom:10px">${r.pick(p.t.titles)}</h1>${slip()}${slip()}<p style="font-size:9px">${p.note()}</p>`,
  };
};

/** A history of illnesses: questions with dotted lines, and matrices of ticks in columns under yes and no. */
export const history: Style = (p) => {
  const { r, t } = p;
  const size = r.pick([9, 11, 13]);
  const dotted = (): string => {
    const [label, kind] = p.ask();
    return `<span style="white-space:nowrap">${label}&nbsp;</span><span class="grow">${dots(kind, label, '100%', r.pick([21, 24]))}</span>`;
  };
  const lines = (count: number): string =>
    Array.from(
      { length: count },
      (_, i) =>
        `<div style="display:flex;align-items:baseline;gap:5px">${dotted()}${i % 2 ? dotted() : ''}</div>`,
    ).join('');
  const heads = [t.yes, t.no, '?'];
  const matrix = (count: number): string =>
    `<table style="width:100%;font-size:11px">${`<tr><th></th>${heads.map((h) => `<th style="width:44px">${h}</th>`).join('')}</tr>`}${p
      .ticks(count)
      .map(
        (label, i) =>
          `<tr style="${i % 2 ? '' : 'background:#efefef;'}height:${size + 8}px"><td style="padding-left:4px">${label}</td>${heads.map((h) => `<td style="text-align:center">${tick(`${label} / ${h}`, `width:${size}px;height:${size}px`)}</td>`).join('')}</tr>`,
      )
      .join('')}</table>`;
  const title = `style="font-variant:small-caps;font-size:15px;border-bottom:${r.pick(['2px solid #000', '1px solid #888'])};margin:14px 0 6px"`;
  return {
    css: `body { padding: 50px 58px; font: 12px ${r.pick(['DejaVu Serif', 'Liberation Serif'])}; }`,
    html: `<h1 style="text-align:center;font-size:20px">${r.pick(t.titles)}</h1>${head(p.section(), title)}${lines(r.whole(3, 4))}
      ${head(p.section(), title)}${matrix(r.whole(5, 7))}${head(p.section(), title)}<div style="display:flex;gap:30px"><div style="flex:1">${matrix(4)}</div><div style="flex:1">${lines(3)}</div></div>
      <p style="font-size:10px;margin:10px 0">${p.note()}</p><div style="display:flex;align-items:baseline;gap:6px;margin-top:14px">${t.date}&nbsp;${dots('date', t.date, '150px')} ${t.signature}&nbsp;<span class="grow">${dots('signature', t.signature, '100%')}</span></div>`,
  };
};
