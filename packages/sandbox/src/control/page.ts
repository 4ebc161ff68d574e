// The sandbox's web page: one document, no framework, nothing from outside. Readable on a projector: traffic flowing between
// facility and payer, switches for the moods, the ledger filling up. Only markup and style; behaviour is in page-script.ts.

import { createHash } from 'node:crypto';
import { PAGE_SCRIPT } from './page-script.ts';

const STYLE = `
:root{--brand:#0F766E;--brand-dark:#115E59;--ink:#134E4A;--text:#1C2B2A;--muted:#5B6E6C;--line:#D9E5E3;--paper:#FFFFFF;--back:#F3F8F7;--good:#15803D;--warn:#B45309;--bad:#B91C1C}
@media (prefers-color-scheme:dark){:root{--brand:#2DD4BF;--brand-dark:#14B8A6;--ink:#CCFBF1;--text:#E3EEEC;--muted:#9DB3B0;--line:#24403D;--paper:#10211F;--back:#0A1615;--good:#4ADE80;--warn:#FBBF24;--bad:#F87171}}
*{box-sizing:border-box}
body{margin:0;font:15px/1.45 system-ui,'Segoe UI',Roboto,sans-serif;background:var(--back);color:var(--text);font-variant-numeric:tabular-nums}
header{background:#0F766E;color:#fff;padding:.8rem 1.25rem;display:flex;gap:1.25rem;align-items:center;flex-wrap:wrap}
header h1{font-size:1.15rem;margin:0;letter-spacing:.01em}
header .sub{opacity:.85;font-size:.85rem}
header .clock{margin-left:auto;text-align:right}
header .clock b{font-size:1.25rem;display:block;line-height:1.1}
main{max-width:1360px;margin:0 auto;padding:1rem 1.25rem 3rem;display:grid;gap:1rem;grid-template-columns:minmax(0,1fr) 360px}
@media (max-width:1000px){main{grid-template-columns:minmax(0,1fr)}}
section{min-width:0;background:var(--paper);border:1px solid var(--line);border-radius:12px;padding:1rem}
h2{font-size:.95rem;margin:0 0 .7rem;color:var(--ink)}
.wide{grid-column:1}
.stack,aside{display:grid;gap:1rem;align-content:start;grid-template-columns:minmax(0,1fr);min-width:0}
.flow{display:grid;grid-template-columns:112px minmax(0,1fr) 150px;gap:.6rem;align-items:center;padding:.35rem 0;border-top:1px solid var(--line)}
.flow:first-of-type{border-top:0}
.flow .end{font-size:.8rem;color:var(--muted)}
.flow .end b{display:block;color:var(--ink);font-size:.92rem}
.flow .right{text-align:right}
.pipe{position:relative;height:46px;border-radius:23px;background:linear-gradient(90deg,rgba(15,118,110,.10),rgba(15,118,110,.20));overflow:hidden}
.pipe.down{background:repeating-linear-gradient(45deg,rgba(185,28,28,.14) 0 10px,rgba(185,28,28,.05) 10px 20px)}
.pipe.slow{background:linear-gradient(90deg,rgba(180,83,9,.10),rgba(180,83,9,.22))}
.pipe span{position:absolute;left:14px;top:50%;transform:translateY(-50%);font-size:.8rem;color:var(--muted);z-index:1}
.pipe canvas{position:absolute;inset:0;width:100%;height:100%}
.legend{display:flex;gap:1rem;flex-wrap:wrap;font-size:.8rem;color:var(--muted);margin-top:.6rem}
.dot{display:inline-block;width:.65rem;height:.65rem;border-radius:50%;margin-right:.35rem;vertical-align:-1px}
.ok{background:var(--good)}.no{background:var(--warn)}.ko{background:var(--bad)}
table{width:100%;border-collapse:collapse;font-size:.84rem}
th{text-align:left;color:var(--muted);font-weight:600;padding:.3rem .45rem;border-bottom:1px solid var(--line);white-space:nowrap}
td{padding:.32rem .45rem;border-bottom:1px solid var(--line);vertical-align:top;max-width:340px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
tr.row{cursor:pointer}tr.row:hover td,tr.row:focus td{background:rgba(15,118,110,.07)}
.num{text-align:right}
.scroll{max-height:420px;overflow:auto}
.tag{display:inline-block;padding:.05rem .5rem;border-radius:999px;font-size:.76rem;border:1px solid currentColor;white-space:nowrap}
.tag.g{color:var(--good)}.tag.w{color:var(--warn)}.tag.b{color:var(--bad)}.tag.n{color:var(--muted)}
details{margin:.7rem 0}summary{cursor:pointer;color:var(--muted);font-size:.88rem}
label{font-size:.82rem;color:var(--muted);display:block;margin:.55rem 0 .2rem}
select,textarea,button,input{font:inherit;color:inherit}
select,textarea,input{width:100%;background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:.45rem .55rem}
textarea{font:12px/1.4 ui-monospace,Menlo,Consolas,monospace;min-height:96px;resize:vertical}
.presets{display:grid;grid-template-columns:1fr 1fr;gap:.45rem;margin-top:.55rem}
button{border:1px solid var(--line);background:var(--paper);border-radius:8px;padding:.5rem .6rem;cursor:pointer;text-align:left;min-height:40px}
button:hover{border-color:var(--brand)}
button:focus-visible,select:focus-visible,textarea:focus-visible,tr:focus-visible{outline:2px solid var(--brand);outline-offset:1px}
#clear{margin-top:.7rem;width:100%}
button.primary{background:#0F766E;border-color:#0F766E;color:#fff;text-align:center;font-weight:600}
button.small{padding:.1rem .55rem;min-height:28px}
.chips{display:flex;flex-wrap:wrap;gap:.4rem}
.chip{background:rgba(15,118,110,.10);border-radius:999px;padding:.15rem .65rem;font-size:.82rem}
.chip b{color:var(--brand)}
.mood{display:flex;gap:.5rem;align-items:start;justify-content:space-between;padding:.4rem 0;border-top:1px solid var(--line);font-size:.84rem}
.mood code{color:var(--muted);font-size:.76rem;word-break:break-word}
.empty{color:var(--muted);padding:.6rem 0}
.toggle{display:flex;gap:.4rem;flex-wrap:wrap}
.toggle button[aria-pressed=true]{background:#0F766E;color:#fff;border-color:#0F766E}
pre{font:12px/1.45 ui-monospace,Menlo,Consolas,monospace;white-space:pre-wrap;word-break:break-word;margin:0;max-height:300px;overflow:auto}
dialog{border:1px solid var(--line);border-radius:12px;background:var(--paper);color:var(--text);max-width:860px;width:calc(100% - 2rem)}
dialog::backdrop{background:rgba(4,20,18,.45)}
.cols{display:grid;grid-template-columns:1fr 1fr;gap:1rem}
@media (max-width:700px){.cols{grid-template-columns:1fr}.flow{grid-template-columns:minmax(0,1fr) auto}.flow .pipe{grid-column:1/-1;grid-row:2}}
.notice{background:#7F1D1D;color:#fff;padding:.5rem 1.25rem;font-size:.9rem}
[hidden]{display:none!important}
`;

const BODY = `
<header>
  <div><h1>Sandbox BPJS</h1><div class="sub">Tiruan untuk latihan dan uji. Semua orang di sini fiktif.</div></div>
  <div class="sub" id="facts"></div>
  <div class="clock"><b id="clock">–</b><span class="sub" id="date"></span></div>
</header>
<div class="notice" id="offline" role="status" hidden>Sandbox tidak menjawab. Halaman mencoba lagi setiap detik.</div>
<main>
  <div class="wide stack">
    <section aria-labelledby="h-flow">
      <h2 id="h-flow">Lalu lintas faskes → BPJS</h2>
      <div id="flows"></div>
      <div class="legend">
        <span><i class="dot ok"></i>berhasil</span><span><i class="dot no"></i>ditolak dengan alasan</span><span><i class="dot ko"></i>gangguan</span>
        <span id="totals"></span>
      </div>
    </section>
    <section aria-labelledby="h-traffic">
      <h2 id="h-traffic">Permintaan terakhir</h2>
      <div class="scroll"><table><thead><tr><th>Waktu</th><th>Titik akhir</th><th>Kunci</th><th class="num">ms</th><th>Jawaban</th></tr></thead><tbody id="traffic"></tbody></table></div>
      <p class="empty" id="no-traffic">Belum ada permintaan. Daftarkan satu pasien di aplikasi, lalu lihat di sini.</p>
    </section>
    <section aria-labelledby="h-ledger">
      <h2 id="h-ledger">Buku besar: yang benar-benar terjadi di BPJS</h2>
      <div class="chips" id="counts"></div>
      <div class="scroll"><table><thead><tr><th class="num">No.</th><th>Waktu WIB</th><th>Peristiwa</th><th>Kunci</th><th>Faskes</th></tr></thead><tbody id="ledger"></tbody></table></div>
      <p class="empty" id="no-ledger">Buku besar masih kosong.</p>
    </section>
  </div>
  <aside>
    <section aria-labelledby="h-mood">
      <h2 id="h-mood">Suasana hati BPJS</h2>
      <label for="scope">Berlaku untuk</label>
      <select id="scope"></select>
      <div class="presets" id="presets"></div>
      <details><summary>Atur sendiri (JSON)</summary>
        <label for="json">Isi suasana hati</label>
        <textarea id="json" spellcheck="false">{"latency":{"kind":"uniform","minMs":500,"maxMs":3000}}</textarea>
        <p id="json-error" role="alert"></p>
        <button class="primary" id="apply">Terapkan</button>
      </details>
      <h2 id="h-active">Sedang berlaku</h2>
      <div id="moods"></div>
      <p class="empty" id="no-moods">BPJS sedang baik-baik saja.</p>
      <button class="primary" id="clear">Pulihkan semua</button>
    </section>
    <section aria-labelledby="h-character">
      <h2 id="h-character">Watak</h2>
      <div class="toggle" role="group" aria-labelledby="h-character">
        <button data-character="documented" aria-pressed="false">Sesuai aturan</button>
        <button data-character="dumb" aria-pressed="false">Lugu: diterima dua kali</button>
      </div>
    </section>
    <section aria-labelledby="h-channels">
      <h2 id="h-channels">Saluran</h2>
      <div class="scroll"><table><thead><tr><th>Saluran</th><th class="num">total</th><th class="num">kini</th><th class="num">puncak</th></tr></thead><tbody id="channels"></tbody></table></div>
    </section>
    <section aria-labelledby="h-reset">
      <h2 id="h-reset">Mulai dari awal</h2>
      <p class="empty">Buku besar lama disimpan di samping yang baru.</p>
      <button id="reset">Kosongkan sandbox</button>
    </section>
  </aside>
</main>
<dialog id="detail"><h2 id="detail-title"></h2><div class="cols"><div><label>Dikirim</label><pre id="detail-request"></pre></div><div><label>Jawaban (sudah dibuka)</label><pre id="detail-response"></pre></div></div><p><button class="primary" id="close">Tutup</button></p></dialog>
`;

const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

export const PAGE = `<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Sandbox BPJS</title><style>${STYLE}</style></head><body>${BODY}<script>${PAGE_SCRIPT}</script></body></html>`;

export const PAGE_POLICY = `default-src 'none'; style-src ${sha256(STYLE)}; script-src ${sha256(PAGE_SCRIPT)}; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
