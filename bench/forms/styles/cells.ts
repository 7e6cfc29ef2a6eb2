import { comb, field, head, type Pen, type Style, table, tick } from '../blocks.ts';

/** A cell with its caption in small print inside; the rest of it is to write in. */
function captioned({ r, ask }: Pen, style: string, caption: string): string {
  const [label, kind] = ask();
  const number = r.chance(0.3) ? `<sup>${r.whole(1, 99)}</sup> ` : '';
  return `<div style="display:flex;flex-direction:column;${style}"><div style="${caption}">${number}${label}</div><div class="grow" ${field(kind, label)}></div></div>`;
}

/** A tax return: one grid of cells, hairlines beside heavy frames, reversed headings, amounts at the right. */
export const tax: Style = (p) => {
  const { r, t } = p;
  const hair = `${r.pick([0.6, 1])}px solid ${r.pick(['#000', '#333'])}`;
  const caption = `font-size:${r.pick([8, 8.5, 9])}px;padding:1px 3px;line-height:1.1`;
  const rows = (count: number): string =>
    Array.from({ length: count }, (_, row) => {
      const cells = r.whole(1, 4);
      return `<div style="display:flex;height:${r.pick([36, 40, 44])}px;${row ? `border-top:${hair}` : ''}">${Array.from({ length: cells }, (_, i) => captioned(p, `flex:${r.whole(1, 3)};${i ? `border-left:${hair}` : ''}`, caption)).join('')}</div>`;
    }).join('');
  const amounts = Array.from({ length: r.whole(5, 8) }, (_, i) => {
    const [label] = [p.ask()[0]];
    return `<div style="display:flex;border-top:${hair};height:24px;align-items:center"><span style="width:24px;text-align:center;font-weight:bold;font-size:10px">${i + 10}</span><span class="grow" style="font-size:10.5px">${label}${r.chance(0.4) ? ' . . . . . . . . . .' : ''}</span><span style="width:30px;border-left:${hair};text-align:center;align-self:stretch;background:#e4e4e4;line-height:24px;font-size:10px">${i + 10}</span><span style="width:130px;border-left:${hair};align-self:stretch" ${field('number', label)}></span></div>`;
  }).join('');
  const bar = 'style="background:#111;color:#fff;font-weight:bold;padding:3px 6px;margin-top:10px"';
  return {
    css: 'body { padding: 40px 46px; }',
    html: `<h1 style="font-size:20px">${r.pick(t.titles)}</h1><p style="font-size:9.5px;margin:4px 0">${p.note()}</p>
      ${head(p.section(), bar)}<div style="border:2.5px solid #000">${rows(4)}</div>
      ${head(p.section(), bar)}<div style="border:2.5px solid #000">${rows(3)}</div>
      ${head(p.section(), bar)}<div style="border:2.5px solid #000;border-top:0">${amounts}</div>
      <p style="font-size:9.5px;margin:8px 0">${p.note()}</p>
      <div style="display:flex;border:2.5px solid #000;height:56px">
      <div style="flex:2;display:flex;flex-direction:column"><div style="${caption}">${t.signature}</div><div class="grow" ${field('signature', t.signature)}></div></div>
      <div style="flex:1;border-left:${hair};display:flex;flex-direction:column"><div style="${caption}">${t.date}</div><div class="grow" ${field('date', t.date)}></div></div></div>
      <div data-ignore style="margin-top:12px;background:#ddd;border:1px solid #000;padding:4px;height:44px;font-size:9px">${t.office}</div>`,
  };
};

/** White places on a tinted page, without any line around them. */
export const tinted: Style = (p) => {
  const { r, t } = p;
  const tint = r.pick(['#dbe9d8', '#d5e3f0', '#f3e0cf', '#dedede', '#e8dcec']);
  const place = (kind: Parameters<typeof field>[0], label: string, style: string): string =>
    `<div style="background:#fff;${style}" ${field(kind, label)}></div>`;
  const one = (): string => {
    const [label, kind] = p.ask();
    if (r.chance(0.2))
      return `<div style="margin:5px 0">${label}<br>${comb(label, r.whole(6, 12), { how: 'gaps', line: `1px solid ${tint}`, width: 17, height: 22 }).replaceAll('border-top', 'background:#fff;border-top')}</div>`;
    return `<div style="margin:5px 0"><div>${label}</div>${place(kind, label, `height:${r.pick([24, 26])}px;width:${r.whole(70, 100)}%`)}</div>`;
  };
  const column =
    (): string => `<div style="flex:1">${head(p.section(), 'style="font-weight:bold;font-size:14px;margin-top:8px"')}${Array.from({ length: 7 }, one).join('')}
    ${p
      .ticks(4)
      .map(
        (label) =>
          `<div style="margin:6px 0;display:flex;justify-content:space-between">${label}${tick(label, 'border:0;width:16px;height:16px')}</div>`,
      )
      .join('')}</div>`;
  return {
    css: `body { padding: 30px; } .sheet { background: ${tint}; padding: 20px; }`,
    html: `<div class="sheet"><h1 style="font-size:22px;font-weight:normal">${r.pick(t.titles)}</h1><p style="margin:6px 0;font-size:11px">${p.note()}</p><div style="display:flex;gap:28px">${column()}${column()}</div>
      <div style="margin-top:10px">${t.long[0]}</div>${place('multi-line', t.long[0] ?? '', 'height:110px')}
      <div style="display:flex;gap:20px;margin-top:12px"><div style="flex:2">${t.signature}${place('signature', t.signature, 'height:42px')}</div><div style="flex:1">${t.date}${place('date', t.date, 'height:42px')}</div></div></div>`,
  };
};

/** An order or a claim: cells within cells, tables in tables, totals below. */
export const nested: Style = (p) => {
  const { r, t } = p;
  const caption = 'font:italic 9px Liberation Serif;padding:1px 3px';
  const columns = r.some(t.columns, r.whole(3, 5));
  const pair = (): string =>
    `<table style="width:100%;height:100%">${Array.from({ length: 2 }, (_, row) => `<tr>${Array.from({ length: 2 }, (_, i) => `<td style="padding:0;border-left:${i ? 1 : 0}px solid #000;border-top:${row ? 1 : 0}px solid #000;height:38px;width:50%">${captioned(p, 'height:38px', caption)}</td>`).join('')}</tr>`).join('')}</table>`;
  return {
    css: 'body { padding: 44px; font-family: Liberation Serif; } .rh { width: 30px; text-align: center; font-size: 10px; }',
    html: `<div style="text-align:center;font-size:18px;border-bottom:3px double #000;padding-bottom:4px;margin-bottom:10px">${r.pick(t.titles)}</div>
      ${head(p.section(), 'style="font-weight:bold;margin:6px 0 3px"')}<table style="width:100%;border:2px solid #000"><tr><td style="padding:0;width:62%">${pair()}</td><td style="padding:0;border-left:2px solid #000">${captioned(p, 'height:77px', caption)}</td></tr></table>
      ${head(p.section(), 'style="font-weight:bold;margin:12px 0 3px"')}${table(columns, r.whole(6, 10), { height: r.pick([22, 26, 30]), numbered: r.chance(0.6), headStyle: `font-size:11px;${r.chance(0.5) ? 'background:#ccc' : 'background:#222;color:#fff'}`, style: 'border:2px solid #000' })}
      <div style="display:flex;justify-content:flex-end;margin-top:-1px">${`<table class="grid" style="width:240px">${[
        'A',
        'B',
        'C',
      ]
        .map(() => {
          const [label] = p.ask();
          return `<tr style="height:24px"><td style="width:60%;font-size:11px">${label}</td><td ${field('number', label)}></td></tr>`;
        })
        .join('')}</table>`}</div>
      ${head(p.section(), 'style="font-weight:bold;margin:12px 0 3px"')}<div style="border:1px solid #000;padding:4px"><div style="font-size:10px">${t.long[1]}</div><div style="height:80px" ${field('multi-line', t.long[1] ?? '')}></div></div>
      <p style="margin:10px 0;font-size:11px">${p.note()}</p>
      <div class="row" style="margin-top:34px"><div style="width:35%"><div style="height:26px;margin-top:-26px;border-bottom:1px solid #000" ${field('date', t.date)}></div><div style="font-size:9px">${t.date}</div></div><div style="width:8%"></div><div class="grow"><div style="height:30px;margin-top:-30px;border-bottom:1px solid #000" ${field('signature', t.signature)}></div><div style="font-size:9px">${t.signature}</div></div></div>`,
  };
};
