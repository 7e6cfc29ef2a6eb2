/**
 * Styles that nobody looks at while the detector is worked at: neither pages, nor detections on
 * them, only the figures. Whoever looks at one moves it to the others and draws a new one here.
 */
import { comb, dots, field, head, type Pen, round, type Style, table, tick } from '../blocks.ts';

/** An insurer: what is asked in grey cells at the left, the answer in white cells at the right. */
export const insurance: Style = (p) => {
  const { r, t } = p;
  const grey = r.pick(['#eee', '#ddd', '#f4f0e6']);
  const edge = `${r.pick([0.7, 1])}px solid ${r.pick(['#000', '#777'])}`;
  const row = (): string => {
    const [a, ka] = p.ask();
    const [b, kb] = p.ask();
    const cell = (label: string, kind: typeof ka, span = 1): string =>
      `<td style="background:${grey};border:${edge};width:17%;padding:3px;font-size:10.5px">${label}</td><td colspan="${span}" style="border:${edge}" ${field(kind, label)}></td>`;
    return `<tr style="height:${r.pick([25, 30])}px">${r.chance(0.3) ? cell(a, ka, 3) : cell(a, ka) + cell(b, kb)}</tr>`;
  };
  const block = (rows: number): string =>
    `<table style="width:100%;margin-bottom:10px">${Array.from({ length: rows }, row).join('')}</table>`;
  const [question, answers] = r.pick(t.choices);
  return {
    css: 'body { padding: 48px; font: 12px Nimbus Sans; }',
    html: `<h1 style="font-size:19px;margin-bottom:8px">${r.pick(t.titles)}</h1>${head(p.section(), 'style="margin:8px 0 4px;font-weight:bold"')}${block(5)}${head(p.section(), 'style="margin:8px 0 4px;font-weight:bold"')}${block(4)}
      <table style="width:100%"><tr style="height:28px"><td style="background:${grey};border:${edge};width:30%;padding:3px">${question}</td><td style="border:${edge};padding:3px">${answers.map((a) => `${tick(a, 'width:12px;height:12px', 'choice')} ${a} &nbsp;&nbsp;`).join('')}</td></tr>
      <tr style="height:90px"><td style="background:${grey};border:${edge};padding:3px">${t.long[4]}</td><td style="border:${edge}" ${field('multi-line', t.long[4] ?? '')}></td></tr></table>
      <p style="margin:12px 0;font-size:10px">${p.note()}</p><table style="width:100%"><tr style="height:44px"><td style="background:${grey};border:${edge};width:15%;padding:3px">${t.date}</td><td style="border:${edge}" ${field('date', t.date)}></td><td style="background:${grey};border:${edge};width:15%;padding:3px">${t.signature}</td><td style="border:${edge};width:40%" ${field('signature', t.signature)}></td></tr></table>`,
  };
};

/** A waybill: cells of all sizes with a number in the corner, some with ticks in them. */
export const waybill: Style = (p) => {
  const { r, t } = p;
  let n = 0;
  const cell = (area: string): string => {
    const [label, kind] = p.ask();
    n++;
    return `<div style="grid-area:${area};border:1px solid #000;margin:-0.5px;display:flex;flex-direction:column"><div style="font-size:8px;padding:1px 3px"><b>${n}</b> ${label}</div><div class="grow" ${field(kind, label)}></div></div>`;
  };
  const ticks = (area: string): string => {
    n++;
    return `<div style="grid-area:${area};border:1px solid #000;margin:-0.5px;padding:2px 4px;font-size:8.5px"><b>${n}</b>${p
      .ticks(3)
      .map((label) => `<div style="margin-top:2px">${tick(label, 'width:10px;height:10px')} ${label}</div>`)
      .join('')}</div>`;
  };
  const a = r.whole(3, 5);
  return {
    css: 'body { padding: 38px; }',
    html: `<h1 style="font-size:15px;letter-spacing:1px">${r.pick(t.titles).toUpperCase()}</h1><div style="border:2px solid #000;display:grid;grid-template-columns:repeat(8,1fr);grid-auto-rows:46px">
      ${cell(`1/1/2/${a}`)}${cell(`1/${a}/2/9`)}${cell('2/1/4/5')}${cell('2/5/3/9')}${cell('3/5/4/7')}${cell('3/7/4/9')}${ticks(`4/1/6/4`)}${cell(`4/4/5/9`)}${cell(`5/4/6/6`)}${cell(`5/6/6/9`)}${cell('6/1/7/3')}${cell('6/3/7/5')}${cell('6/5/7/7')}${cell('6/7/7/9')}</div>
      ${head(p.section(), 'style="background:#333;color:#fff;padding:2px 6px;margin-top:8px"')}${table(r.some(t.columns, r.whole(4, 6)), r.whole(5, 8), { height: r.pick([24, 28]), numbered: r.chance(0.5), headStyle: 'font-size:9px;background:#ddd', style: 'border:2px solid #000' })}
      <div style="border:2px solid #000;display:grid;grid-template-columns:repeat(8,1fr);grid-auto-rows:46px;margin-top:8px">${cell('1/1/2/5')}${cell('1/5/2/9')}${cell('2/1/3/4')}${ticks('2/4/4/7')}${cell('2/7/3/9')}${cell('3/1/4/4')}${cell('3/7/4/9')}</div>
      <div style="display:flex;margin-top:10px;gap:10px"><div style="flex:1;border:1px solid #000;height:60px;display:flex;flex-direction:column"><span style="font-size:8px;padding:1px 3px">${t.date}</span><span class="grow" ${field('date', t.date)}></span></div><div style="flex:2;border:1px solid #000;height:60px;display:flex;flex-direction:column"><span style="font-size:8px;padding:1px 3px">${t.signature}</span><span class="grow" ${field('signature', t.signature)}></span></div></div>`,
  };
};

/** A club: frames whose heading stands in the frame's line, labels and boxes within. */
export const club: Style = (p) => {
  const { r, t } = p;
  const radius = r.pick([0, 8]);
  const item = (): string => {
    const [label, kind] = p.ask();
    return r.chance(0.5)
      ? `<div class="row" style="margin:7px 0;align-items:center"><span style="width:150px">${label}</span><span class="grow" style="border:1px solid #000;height:23px" ${field(kind, label)}></span></div>`
      : `<div class="row" style="margin:7px 0"><span style="width:150px">${label}</span><span class="grow" style="border-bottom:1px solid #000;height:23px" ${field(kind, label)}></span></div>`;
  };
  const frame = (inside: string): string => {
    const name = p.section();
    return `<fieldset style="border:1.5px solid #000;border-radius:${radius}px;padding:6px 12px;margin-top:12px"><legend data-section="${name}" style="padding:0 6px;font-weight:bold">${name}</legend>${inside}</fieldset>`;
  };
  const [question, answers] = r.pick(t.choices);
  return {
    css: `body { padding: 50px 56px; font: 12.5px ${r.pick(['URW Gothic', 'Liberation Sans'])}; }`,
    html: `<h1 style="font-size:24px;text-align:center">${r.pick(t.titles)}</h1>${frame(Array.from({ length: 6 }, item).join(''))}
      ${frame(`<div style="margin:6px 0">${question}: ${answers.map((a) => `<span style="margin-left:14px">${a} ${tick(a, 'width:14px;height:14px', 'choice')}</span>`).join('')}</div>${Array.from({ length: 3 }, item).join('')}`)}
      ${frame(
        p
          .ticks(5)
          .map(
            (label) =>
              `<div style="margin:5px 0">${tick(label, 'width:16px;height:16px;border-width:2px')} &nbsp;${label}</div>`,
          )
          .join(''),
      )}
      ${frame(`<p style="font-size:11px">${p.note()}</p><div class="row" style="margin-top:30px"><div style="width:30%;text-align:center"><div style="border-bottom:1px solid #000;height:26px;margin-top:-12px" ${field('date', t.date)}></div><small>${t.date}</small></div><div class="grow" style="text-align:center;margin-left:20px"><div style="border-bottom:1px solid #000;height:26px;margin-top:-12px" ${field('signature', t.signature)}></div><small>${t.signature}</small></div></div>`)}`,
  };
};

/** A survey: a matrix of circles, open questions on ruled lines. */
export const survey: Style = (p) => {
  const { r, t } = p;
  const scale = r.pick([
    ['1', '2', '3', '4', '5'],
    ['--', '-', '0', '+', '++'],
    ['A', 'B', 'C', 'D'],
  ]);
  const shaded = r.chance(0.6);
  const matrix = `<table style="width:100%;border-collapse:collapse"><tr><td></td>${scale.map((s) => `<td style="text-align:center;width:52px;font-weight:bold">${s}</td>`).join('')}</tr>${p
    .ticks(7)
    .map(
      (q, i) =>
        `<tr style="height:25px;${shaded && i % 2 ? 'background:#eee' : ''}"><td>${i + 1}. ${q}</td>${scale.map((s) => `<td style="text-align:center">${round(s, 'width:13px;height:13px')}</td>`).join('')}</tr>`,
    )
    .join('')}</table>`;
  const open = (label: string, lines: number): string =>
    `<div style="margin-top:12px">${label}</div><div ${field('multi-line', label)}>${Array.from({ length: lines }, () => '<div style="height:26px;border-bottom:1px solid #777"></div>').join('')}</div>`;
  const choice = ([question, answers]: readonly [string, readonly string[]]): string =>
    `<div style="margin-top:10px">${question}</div>${answers.map((a) => `<div style="margin:4px 0 0 20px">${round(a, 'width:12px;height:12px')} ${a}</div>`).join('')}`;
  return {
    css: 'body { padding: 54px; font: 13px Liberation Sans; }',
    html: `<h1 style="font-size:20px">${r.pick(t.titles)}</h1><p style="margin:8px 0">${p.note()}</p>${head(p.section(), 'style="font-weight:bold;margin:10px 0"')}${matrix}${head(p.section(), 'style="font-weight:bold;margin:14px 0 0"')}<div style="display:flex;gap:40px"><div class="grow">${choice(t.choices[0] as never)}</div><div class="grow">${choice(t.choices[1] as never)}</div></div>${open(t.long[0] ?? '', 3)}${open(t.long[2] ?? '', 4)}`,
  };
};

/** A visa: combs and cells beside a frame for the photograph. */
export const visa: Style = (p) => {
  const { r, t } = p;
  const row = (p2: Pen, wide: number): string => {
    const [label, kind] = p2.ask();
    return `<div style="margin-top:7px"><div style="font-size:10px"><b>${r.whole(1, 30)}.</b> ${label}</div>${kind === 'text' && r.chance(0.7) ? comb(label, Math.floor(wide / 19), { width: 18, height: 21, line: '0.8px solid #222' }) : `<div style="border:0.8px solid #222;height:24px;width:${wide}px" ${field(kind, label)}></div>`}</div>`;
  };
  const choice = (): string => {
    const [question, answers] = r.pick(t.choices);
    return `<div style="margin-top:8px;display:flex;gap:16px;align-items:center"><span style="font-size:10px">${question}</span>${answers.map((a) => `<span>${tick(a, 'width:15px;height:15px;border-width:0.8px', 'choice')} ${a}</span>`).join('')}</div>`;
  };
  return {
    css: 'body { padding: 40px 48px; }',
    html: `<div style="display:flex;justify-content:space-between"><div><h1 style="font-size:20px">${r.pick(t.titles)}</h1>${head(p.section(), 'style="font-weight:bold;margin-top:10px"')}${[1, 2, 3].map(() => row(p, 500)).join('')}</div><div data-ignore style="width:132px;height:170px;border:1px dashed #000;text-align:center;padding-top:70px;color:#555">Photo</div></div>
      ${[1, 2, 3, 4].map(() => row(p, 680)).join('')}${choice()}${head(p.section(), 'style="font-weight:bold;margin-top:12px"')}<div style="display:grid;grid-template-columns:1fr 1fr;gap:0 20px">${[1, 2, 3, 4, 5, 6].map(() => row(p, 320)).join('')}</div>${choice()}
      <p style="font-size:9.5px;margin-top:10px">${p.note()}</p><div style="display:flex;gap:20px;margin-top:12px"><div class="grow"><div style="border:1px solid #000;height:50px" ${field('signature', t.signature)}></div><small>${t.signature}</small></div><div><span style="display:inline-flex;gap:8px">${[2, 2, 4].map((n) => comb(t.date, n, {})).join('')}</span><br><small>${t.date}</small></div></div>`,
  };
};

/** A club's newsletter slip: dashes and dots, everything in one narrow block, a line to cut along. */
export const slip: Style = (p) => {
  const { r, t } = p;
  const kindOf = r.pick(['dots', 'dash'] as const);
  const one = (): string => {
    const [label, kind] = p.ask();
    return `<div style="display:flex;align-items:baseline;gap:5px;margin-top:4px"><span style="white-space:nowrap">${label}</span><span class="grow">${kindOf === 'dots' ? dots(kind, label, '100%', 26) : `<span style="display:block;border-bottom:1px dashed #000;height:22px" ${field(kind, label)}></span>`}</span></div>`;
  };
  const text = Array.from({ length: 5 }, () => `<p style="margin-top:8px">${p.note()} ${p.note()}</p>`).join(
    '',
  );
  return {
    css: 'body { padding: 60px 70px; font: 13.5px Liberation Serif; }',
    html: `<h1 style="font-size:22px">${r.pick(t.titles)}</h1>${text}<div style="border-top:2px dashed #444;margin:26px 0 12px"></div>${head(p.section(), 'style="font-weight:bold"')}${Array.from({ length: 6 }, one).join('')}
      <div style="margin-top:12px">${p
        .ticks(3)
        .map((label) => `<div style="margin-top:5px">${label} ${tick(label)}</div>`)
        .join(
          '',
        )}</div><div style="display:flex;align-items:baseline;gap:8px;margin-top:24px">${t.date}<span style="width:28%">${dots('date', t.date, '100%')}</span>${t.signature}<span class="grow">${dots('signature', t.signature, '100%')}</span></div>`,
  };
};
