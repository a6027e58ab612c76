/** One line of what is to be done, drawn by what it is. */
export type Line = {
  kind: 'verb' | 'name' | 'text' | 'box' | 'own' | 'button' | 'on' | 'off' | 'taken' | 'chosen' | 'other'
  text: string
}

export type Drawing = {
  /** The whole in words. */
  title: string
  /** With the three dots of a window. */
  page: boolean
  at: string
  menus: readonly string[]
  rows: readonly (readonly Line[])[]
  foot: readonly string[]
}

const width = 640
const left = 20
const inset = 52

/** Colours of the house, light and dark; the ground is the window's own, so that it can be read on any page. */
const style = `
  text{font-family:-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans SC',sans-serif;fill:#1f2a2e}
  .window{fill:#fff;stroke:#c9d1d3}.bar,.foot{fill:#f1f4f4}.line{stroke:#e0e5e6}.dot,.bullet{fill:#c9d1d3}.pill,.box{fill:#fff;stroke:#98a4a7}
  .muted{fill:#56646a}.strong{font-weight:600}.pin,.set{fill:#197a80}.pinned{fill:#fff;font-weight:600}.go{fill:#12666c;font-weight:600}
  .mono{font-family:ui-monospace,Menlo,Consolas,'Noto Sans Mono',monospace}.mine{font-style:italic}.off{fill:#98a4a7}.knob{fill:#fff}
  @media (prefers-color-scheme:dark){text{fill:#eef1f2}.window{fill:#1c2427;stroke:#46535a}.bar,.foot{fill:#12181a}.line{stroke:#313c40}
  .dot{fill:#46535a}.pill,.box{fill:#161d1f;stroke:#6a787d}.muted{fill:#a9b5b9}.pin,.set{fill:#4db5b6}.pinned{fill:#0d1516}.go{fill:#74cfcd}.off{fill:#6a787d}}`

const asXml = (text: string): string => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)

/** About how wide a text is; nobody's font is known. */
const wide = (text: string, size: number): number =>
  [...text].reduce(
    (sum, letter) => sum + (letter > '\u2e7f' ? 1 : /[A-ZА-ЯMWmw@—]/.test(letter) ? 0.72 : 0.56),
    0,
  ) * size

/** Lines no wider than there is room; what has no spaces is broken where it must. */
function wrap(text: string, size: number, room: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of text.split(/(?<=[ /,›])/)) {
    if (line && wide(line + piece, size) > room) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += piece
    while (wide(line, size) > room && line.length > 8) {
      const cut = Math.max(8, Math.floor((line.length * room) / wide(line, size)))
      lines.push(line.slice(0, cut))
      line = line.slice(cut)
    }
  }
  return [...lines, line.trimEnd()].filter(Boolean)
}

type Pen = { y: number; parts: string[] }

function write(
  pen: Pen,
  text: string,
  { x = inset, size = 14, look = '', room = width - inset - left } = {},
): void {
  for (const line of wrap(text, size, room)) {
    pen.y += Math.round(size * 1.4)
    pen.parts.push(
      `<text x="${x}" y="${pen.y - Math.round(size * 0.3)}" font-size="${size}"${look && ` class="${look}"`}>${asXml(line)}</text>`,
    )
  }
}

function framed(pen: Pen, text: string, look: string, full: boolean): void {
  const room = width - inset - left - 24
  const from = pen.y + 3
  const lines = wrap(text, 13, room)
  const size = full
    ? width - inset - left
    : Math.min(width - inset - left, Math.max(...lines.map((line) => wide(line, 13))) + 28)
  const height = lines.length * 18 + 12
  pen.parts.push(
    `<rect x="${inset}" y="${from}" width="${Math.round(size)}" height="${height}" rx="7" class="box"/>`,
  )
  pen.y = from + 5
  write(pen, text, { x: inset + 12, size: 13, look, room })
  pen.y = from + height + 2
}

function marked(pen: Pen, mark: string, text: string, look: string): void {
  pen.parts.push(mark)
  write(pen, text, { x: inset + 24, size: 13, look, room: width - inset - left - 24 })
  pen.y += 2
}

/** Each kind of line at its place. */
const hands = {
  verb: (pen, text) => write(pen, text, { size: 12, look: 'muted' }),
  name: (pen, text) => write(pen, text, { look: 'strong' }),
  text: (pen, text) => write(pen, text),
  box: (pen, text) => framed(pen, text, 'mono', true),
  own: (pen, text) => framed(pen, text, 'muted mine', true),
  button: (pen, text) => framed(pen, text, 'strong', false),
  taken: (pen, text) => write(pen, `•••••••••  →  ${text}`, { size: 13, look: 'go' }),
  chosen: (pen, text) => {
    const y = pen.y + 10
    const tick = `<path d="M${inset + 4} ${y}l3 3 5-6" fill="none" stroke="#fff" stroke-width="2"/>`
    marked(pen, `<circle cx="${inset + 8}" cy="${y}" r="7" class="set"/>${tick}`, text, 'strong')
  },
  other: (pen, text) =>
    marked(pen, `<circle cx="${inset + 8}" cy="${pen.y + 10}" r="6.5" class="box"/>`, text, 'muted'),
  on: (pen, text) => marked(pen, knob(pen.y + 10, true), text, 'strong'),
  off: (pen, text) => marked(pen, knob(pen.y + 10, false), text, 'strong'),
} satisfies Record<Line['kind'], (pen: Pen, text: string) => void>

const knob = (y: number, on: boolean): string =>
  `<rect x="${inset - 2}" y="${y - 6}" width="22" height="12" rx="6" class="${on ? 'set' : 'off'}"/>` +
  `<circle cx="${inset + (on ? 14 : 4)}" cy="${y}" r="4.5" class="knob"/>`

/** A calm window: where it is, how one comes there, what is to be done in which order, and that it was drawn. */
export function draw({ title, page, at, menus, rows, foot }: Drawing): string {
  const pen: Pen = { y: 40, parts: [] }
  if (menus.length > 0) {
    pen.y += 6
    write(pen, menus.join(' › '), { x: left, look: 'strong', room: width - 2 * left })
  }
  rows.forEach((lines, at) => {
    pen.y += 12
    pen.parts.push(
      `<circle cx="${left + 11}" cy="${pen.y + 11}" r="10" class="pin"/><text x="${left + 11}" y="${pen.y + 15}" font-size="12" text-anchor="middle" class="pinned">${at + 1}</text>`,
    )
    for (const { kind, text } of lines) hands[kind](pen, text)
  })
  pen.y += 12
  const footTop = pen.y
  pen.y += 6
  for (const line of foot) write(pen, line, { x: left, size: 12, look: 'muted', room: width - 2 * left })
  const height = pen.y + 8
  const bar = [
    ...(page
      ? [0, 1, 2].map((dot) => `<circle cx="${left + 4 + dot * 13}" cy="20" r="4" class="dot"/>`)
      : []),
    `<rect x="${page ? 70 : left}" y="8" width="${width - left - (page ? 70 : left)}" height="24" rx="12" class="pill"/>`,
    `<text x="${page ? 84 : left + 14}" y="24.5" font-size="13">${asXml(at)}</text>`,
  ]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${asXml(title)}</title>`,
    `<style>${style.replace(/\n\s*/g, '')}</style>`,
    `<clipPath id="w"><rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="11"/></clipPath>`,
    `<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="11" class="window"/>`,
    `<g clip-path="url(#w)"><rect x="1" y="1" width="${width - 2}" height="39" class="bar"/><rect x="1" y="${footTop}" width="${width - 2}" height="${height - footTop - 1}" class="foot"/></g>`,
    `<path d="M1 40.5h${width - 2}M1 ${footTop}.5h${width - 2}" class="line"/>`,
    ...bar,
    ...pen.parts,
    '</svg>\n',
  ].join('\n')
}
