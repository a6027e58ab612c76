import type { Right } from '../../app/rights.ts'
import { Checkbox } from '../kit/switch.tsx'
import { plainName, useWords } from '../kit/words.ts'

type Props = {
  offered: readonly Right[]
  chosen: readonly Right[]
  onChange: (chosen: Right[]) => void
  /** Without this one nothing else is of use, so it stays ticked. */
  always?: Right
}

/** Rights to tick, each in words. */
export function RightBoxes({ offered, chosen, onChange, always }: Props) {
  const t = useWords('people')
  return offered.map((right) => (
    <Checkbox
      key={right}
      label={t(`keys.rights.${plainName(right)}`)}
      checked={right === always || chosen.includes(right)}
      disabled={right === always}
      onChange={(on) => onChange(offered.filter((each) => (each === right ? on : chosen.includes(each))))}
    />
  ))
}
