import { cx } from '../../kit/class.ts'

export type Colour = 'slate' | 'red' | 'amber' | 'green' | 'teal' | 'blue' | 'violet' | 'pink'

const tones = {
  slate: 'bg-[light-dark(#64748b,#94a3b8)]',
  red: 'bg-[light-dark(#c2410c,#fb7f5c)]',
  amber: 'bg-[light-dark(#b7791f,#e8b64c)]',
  green: 'bg-[light-dark(#2f855a,#62c58f)]',
  teal: 'bg-[light-dark(#0f766e,#4fc3b8)]',
  blue: 'bg-[light-dark(#2563eb,#6fa3ff)]',
  violet: 'bg-[light-dark(#7c3aed,#ab8bff)]',
  pink: 'bg-[light-dark(#be185d,#f07fb0)]',
} satisfies Record<Colour, string>

/** The colour of a campaign or a note, as a mark beside its words. */
export const ColourMark = ({ colour, className }: { colour: Colour; className?: string }) => (
  <span aria-hidden className={cx('inline-block shrink-0', tones[colour], className)} />
)
