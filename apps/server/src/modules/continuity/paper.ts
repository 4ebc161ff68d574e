// The sheet that every print of this room is written on: A4, headings, paragraphs, tables that turn the page, places for signatures. It
// knows no outage.
import PDFDocument from 'pdfkit';

export type Sheet = InstanceType<typeof PDFDocument>;

export const MM = 72 / 25.4;
const MARGIN = 18 * MM;
const FOOT = 16 * MM;
const A4: [number, number] = [210 * MM, 297 * MM];
const A4_LANDSCAPE: [number, number] = [297 * MM, 210 * MM];

export interface SheetOptions {
  readonly title: string;
  readonly facility: string;
  readonly address: string;
  readonly isLandscape?: boolean;
}

export function openSheet({ title, facility, address, isLandscape = false }: SheetOptions): Sheet {
  const sheet = new PDFDocument({
    size: isLandscape ? A4_LANDSCAPE : A4,
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: FOOT },
    bufferPages: true,
    info: { Title: title },
  });
  sheet.font('Helvetica-Bold').fontSize(10).fillColor('#333333').text(facility);
  if (address !== '') sheet.font('Helvetica').fontSize(8.5).text(address);
  sheet.moveDown(0.6).fillColor('#000000').font('Helvetica-Bold').fontSize(16).text(title);
  rule(sheet);
  return sheet;
}

export function innerWidth(sheet: Sheet): number {
  return sheet.page.width - sheet.page.margins.left - sheet.page.margins.right;
}

export function heading(sheet: Sheet, text: string): void {
  room(sheet, 22 * MM);
  sheet.moveDown(0.7).font('Helvetica-Bold').fontSize(11.5).fillColor('#0f5e59').text(text, sheet.page.margins.left);
  sheet.moveDown(0.25).fillColor('#000000');
}

export function paragraph(sheet: Sheet, text: string, size = 10): void {
  sheet
    .font('Helvetica')
    .fontSize(size)
    .text(text, sheet.page.margins.left, sheet.y, { width: innerWidth(sheet), lineGap: 1.6 });
  sheet.moveDown(0.35);
}

export function numbered(sheet: Sheet, lines: readonly string[]): void {
  const indent = 7 * MM;
  for (const [index, line] of lines.entries()) {
    room(sheet, 10 * MM);
    const { y } = sheet;
    sheet
      .font('Helvetica-Bold')
      .fontSize(10)
      .text(`${index + 1}.`, sheet.page.margins.left, y, { width: indent, lineBreak: false });
    sheet
      .font('Helvetica')
      .text(line, sheet.page.margins.left + indent, y, { width: innerWidth(sheet) - indent, lineGap: 1.6 });
    sheet.moveDown(0.25);
  }
}

/** Label and value, one under the other. */
export function facts(sheet: Sheet, rows: readonly (readonly [label: string, value: string])[], labelMm = 52): void {
  for (const [label, value] of rows) {
    room(sheet, 8 * MM);
    const { y } = sheet;
    const left = sheet.page.margins.left;
    sheet
      .font('Helvetica')
      .fontSize(9.5)
      .fillColor('#555555')
      .text(label, left, y, { width: labelMm * MM });
    const afterLabel = sheet.y;
    sheet
      .fillColor('#000000')
      .text(value === '' ? '-' : value, left + labelMm * MM, y, { width: innerWidth(sheet) - labelMm * MM });
    sheet.y = Math.max(afterLabel, sheet.y) + 1.5;
  }
}

export interface Column {
  readonly title: string;
  /** Parts of the width. */
  readonly width: number;
}

/** Rows with lines between; the head is repeated on every page. `minHeightMm` leaves room for handwriting. */
export function table(
  sheet: Sheet,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { size = 8.5, minHeightMm = 0 }: { size?: number; minHeightMm?: number } = {},
): void {
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => (width / total) * innerWidth(sheet));
  const pad = 3;
  const line = (cells: readonly string[], isHead: boolean) => {
    sheet.font(isHead ? 'Helvetica-Bold' : 'Helvetica').fontSize(size);
    const heights = cells.map((cell, index) => sheet.heightOfString(cell, { width: (widths[index] ?? 0) - 2 * pad }));
    const height = Math.max(...heights, size) + 2 * pad;
    const full = isHead ? height : Math.max(height, minHeightMm * MM);
    if (sheet.y + full > sheet.page.height - sheet.page.margins.bottom) {
      sheet.addPage();
      if (!isHead) line(titles, true);
      sheet.font(isHead ? 'Helvetica-Bold' : 'Helvetica').fontSize(size);
    }
    const top = sheet.y;
    let x = sheet.page.margins.left;
    if (isHead) sheet.rect(x, top, innerWidth(sheet), full).fill('#e8f1f0').fillColor('#000000');
    for (const [index, cell] of cells.entries()) {
      const width = widths[index] ?? 0;
      sheet.text(cell, x + pad, top + pad, { width: width - 2 * pad });
      sheet.rect(x, top, width, full).lineWidth(0.4).strokeColor('#999999').stroke();
      x += width;
    }
    sheet.y = top + full;
  };
  const titles = columns.map(({ title }) => title);
  line(titles, true);
  for (const row of rows) line(row, false);
  sheet.x = sheet.page.margins.left;
  sheet.moveDown(0.5);
}

/** Places to sign, side by side. */
export function signatures(sheet: Sheet, places: readonly (readonly [over: string, under: string])[]): void {
  room(sheet, 38 * MM);
  sheet.moveDown(1);
  const width = innerWidth(sheet) / places.length;
  const top = sheet.y;
  for (const [index, [over, under]] of places.entries()) {
    const x = sheet.page.margins.left + index * width;
    sheet.font('Helvetica').fontSize(9.5).text(over, x, top, { width, align: 'center' });
    sheet
      .moveTo(x + 8 * MM, top + 24 * MM)
      .lineTo(x + width - 8 * MM, top + 24 * MM)
      .lineWidth(0.5)
      .strokeColor('#333333')
      .stroke();
    sheet.fontSize(8.5).text(under, x, top + 25 * MM, { width, align: 'center' });
  }
  sheet.x = sheet.page.margins.left;
  sheet.y = top + 32 * MM;
}

export function rule(sheet: Sheet): void {
  sheet.moveDown(0.3);
  sheet
    .moveTo(sheet.page.margins.left, sheet.y)
    .lineTo(sheet.page.width - sheet.page.margins.right, sheet.y)
    .lineWidth(0.6)
    .strokeColor('#0f766e')
    .stroke();
  sheet.moveDown(0.6);
}

/** What comes next stays together on one page. */
export function room(sheet: Sheet, height: number): void {
  if (sheet.y + height > sheet.page.height - sheet.page.margins.bottom) sheet.addPage();
}

/** Numbers the pages and hands the file over. */
export function finish(sheet: Sheet, foot: string): Promise<Buffer> {
  const { start, count } = sheet.bufferedPageRange();
  for (let index = start; index < start + count; index += 1) {
    sheet.switchToPage(index);
    // Below the margin, where text would otherwise open a new page.
    sheet.page.margins.bottom = 0;
    sheet
      .font('Helvetica')
      .fontSize(7.5)
      .fillColor('#666666')
      .text(`${foot}  •  halaman ${index - start + 1} dari ${count}`, MARGIN, sheet.page.height - 10 * MM, {
        width: sheet.page.width - 2 * MARGIN,
        lineBreak: false,
      });
  }
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    sheet.on('data', (part: Buffer) => parts.push(part));
    sheet.on('end', () => resolve(Buffer.concat(parts)));
    sheet.on('error', reject);
    sheet.end();
  });
}
