import type { CampaignColour } from '../../../modules/create/campaigns/contract.ts'
import { cx } from '../../kit/class.ts'

const tones = {
  slate: 'bg-[light-dark(#64748b,#94a3b8)]',
  red: 'bg-[light-dark(#c2410c,#fb7f5c)]',
  amber: 'bg-[light-dark(#b7791f,#e8b64c)]',
  green: 'bg-[light-dark(#2f855a,#62c58f)]',
  teal: 'bg-[light-dark(#0f766e,#4fc3b8)]',
  blue: 'bg-[light-dark(#2563eb,#6fa3ff)]',
  violet: 'bg-[light-dark(#7c3aed,#ab8bff)]',
  pink: 'bg-[light-dark(#be185d,#f07fb0)]',
} satisfies Record<CampaignColour, string>

/** A campaign's own colour: a mark beside its name, which always stands there too. */
export const CampaignMark = ({ colour, className }: { colour: CampaignColour; className?: string }) => (
  <span aria-hidden className={cx('inline-block size-3 shrink-0 rounded-full', tones[colour], className)} />
)
