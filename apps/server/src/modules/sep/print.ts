// The queue ticket (80 mm thermal paper or A6) and the SEP sheet as PDF. Rendered here because BPJS offers no print; what is not
// issued yet is marked as such and never left blank. docs/facts/vclaim.md §4.5 [C]
import bwipjs from 'bwip-js/node';
import PDFDocument from 'pdfkit';

export interface TicketContent {
  readonly facility: string;
  readonly address: string;
  readonly nomorAntrean: string;
  readonly namaPoli: string;
  readonly namaDokter: string;
  readonly jamPraktek: string;
  readonly tanggal: string;
  readonly nama: string;
  readonly norm: string;
  readonly kodeBooking: string;
  readonly estimasi: string | null;
  readonly jenisPasien: string;
  readonly nomorSep: string | null;
  readonly isSepExpected: boolean;
  /** What patients must know today; null on an ordinary day. */
  readonly notice: string | null;
}

export interface SepSheetContent {
  readonly facility: string;
  readonly nomorSep: string | null;
  readonly rows: readonly (readonly [label: string, value: string])[];
  readonly printedAt: string;
}

const MM = 72 / 25.4;
const TICKET = { width: 80 * MM, height: 112 * MM, margin: 5 * MM } as const;
/** Room for the sentence of an outage: paper rolls are cut where the page ends. */
const NOTICE_HEIGHT = 18 * MM;
const A5_LANDSCAPE: [number, number] = [210 * MM, 148 * MM];
export const SEP_FOLLOWS = 'SEP MENYUSUL';

export async function ticketPdf(content: TicketContent): Promise<Buffer> {
  const { width, height, margin } = TICKET;
  const document = new PDFDocument({
    size: [width, content.notice === null ? height : height + NOTICE_HEIGHT],
    margin,
    info: { Title: `Nomor antrean ${content.nomorAntrean}` },
  });
  const inner = width - 2 * margin;
  const line = (text: string, size: number, bold = false) =>
    document
      .font(bold ? 'Helvetica-Bold' : 'Helvetica')
      .fontSize(size)
      .text(text, { width: inner, align: 'center' });
  line(content.facility, 11, true);
  if (content.address !== '') line(content.address, 7);
  rule(document, margin, inner);
  line('NOMOR ANTREAN', 9);
  line(content.nomorAntrean, 34, true);
  line(content.namaPoli, 11, true);
  if (content.namaDokter !== '') line(content.namaDokter, 9);
  line([content.tanggal, content.jamPraktek].filter((part) => part !== '').join('  •  '), 9);
  if (content.estimasi !== null) line(`Perkiraan dilayani ${content.estimasi}`, 8);
  rule(document, margin, inner);
  line(content.nama, 10, true);
  line(`No. RM ${content.norm}  •  ${content.jenisPasien}`, 8);
  if (content.nomorSep !== null) line(`SEP ${content.nomorSep}`, 9, true);
  else if (content.isSepExpected) line(SEP_FOLLOWS, 10, true);
  const code = await qr(content.kodeBooking);
  const side = 26 * MM;
  document.moveDown(0.4).image(code, (width - side) / 2, document.y, { width: side });
  document.y += side + 2 * MM;
  line(content.kodeBooking, 9, true);
  line('Simpan nomor ini sampai pelayanan selesai.', 7);
  if (content.notice !== null) {
    rule(document, margin, inner);
    line(content.notice, 8);
  }
  return finish(document);
}

export async function sepPdf(content: SepSheetContent): Promise<Buffer> {
  const document = new PDFDocument({
    size: A5_LANDSCAPE,
    margin: 12 * MM,
    info: { Title: 'Surat Eligibilitas Peserta' },
  });
  const inner = A5_LANDSCAPE[0] - 24 * MM;
  document.font('Helvetica-Bold').fontSize(14).text('SURAT ELIGIBILITAS PESERTA', { width: inner, align: 'left' });
  document.font('Helvetica').fontSize(10).text(content.facility, { width: inner });
  if (content.nomorSep !== null)
    document.image(await barcode(content.nomorSep), A5_LANDSCAPE[0] - 82 * MM, 11 * MM, {
      width: 70 * MM,
      height: 11 * MM,
    });
  rule(document, 12 * MM, inner);
  document
    .font('Helvetica-Bold')
    .fontSize(12)
    .text(content.nomorSep === null ? SEP_FOLLOWS : `No. SEP  ${content.nomorSep}`);
  if (content.nomorSep === null) {
    document
      .font('Helvetica')
      .fontSize(9)
      .text('Nomor SEP belum diterima dari BPJS. Cetak ulang setelah nomor terbit; pelayanan dapat dilanjutkan.', {
        width: inner,
      });
  }
  document.moveDown(0.5);
  const half = Math.ceil(content.rows.length / 2);
  const top = document.y;
  column(document, content.rows.slice(0, half), { x: 12 * MM, y: top, width: inner / 2 - 4 * MM });
  column(document, content.rows.slice(half), { x: 12 * MM + inner / 2, y: top, width: inner / 2 - 4 * MM });
  const foot = A5_LANDSCAPE[1] - 34 * MM;
  document
    .font('Helvetica')
    .fontSize(7)
    .text(
      'Saya menyetujui BPJS Kesehatan menggunakan informasi medis pasien jika diperlukan. SEP bukan sebagai bukti penjaminan peserta.',
      12 * MM,
      foot,
      { width: inner / 2 },
    )
    .text(`Dicetak ${content.printedAt}`, 12 * MM, foot + 9 * MM, { width: inner / 2 });
  document.fontSize(9).text('Pasien / Keluarga', A5_LANDSCAPE[0] - 70 * MM, foot, { width: 58 * MM, align: 'center' });
  document.text('(                                        )', A5_LANDSCAPE[0] - 70 * MM, foot + 16 * MM, {
    width: 58 * MM,
    align: 'center',
  });
  return finish(document);
}

type Document = InstanceType<typeof PDFDocument>;

function column(document: Document, rows: SepSheetContent['rows'], box: { x: number; y: number; width: number }): void {
  const labelWidth = 27 * MM;
  let y = box.y;
  for (const [label, value] of rows) {
    const text = `: ${value === '' ? '-' : value}`;
    document.font('Helvetica').fontSize(9).text(label, box.x, y, { width: labelWidth });
    document.text(text, box.x + labelWidth, y, { width: box.width - labelWidth });
    y += Math.max(13, document.heightOfString(text, { width: box.width - labelWidth }) + 2);
  }
}

function rule(document: Document, x: number, width: number): void {
  document.moveDown(0.3);
  document
    .moveTo(x, document.y)
    .lineTo(x + width, document.y)
    .lineWidth(0.5)
    .stroke();
  document.moveDown(0.7);
}

function qr(text: string): Promise<Buffer> {
  return bwipjs.toBuffer({ bcid: 'qrcode', text, scale: 4 });
}

function barcode(text: string): Promise<Buffer> {
  return bwipjs.toBuffer({ bcid: 'code128', text, scale: 3, height: 9, includetext: false });
}

function finish(document: Document): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.on('error', reject);
    document.end();
  });
}
