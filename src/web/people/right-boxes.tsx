import type { Right } from '../../app/rights.ts'
import { Checkbox } from '../kit/switch.tsx'
import { plainName, useWords } from '../kit/words.ts'

type Props = { offered: readonly Right[]; chosen: readonly Right[]; onChange: (chosen: Right[]) => void }

/** Rights to tick, each in words. */
export function RightBoxes({ offered, chosen, onChange }: Props) {
  const t = useWords('people')
  return offered.map((right) => (
    <Checkbox
      key={right}
      label={t(`keys.rights.${plainName(right)}`)}
      checked={chosen.includes(right)}
      onChange={(on) => onChange(offered.filter((each) => (each === right ? on : chosen.includes(each))))}
    />
  ))
}
