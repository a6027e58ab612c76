import { useWorkspace } from '../../api/me.ts'
import { Weekdays as Row } from '../../kit/weekdays.tsx'

type Props = { label: string; days: readonly number[]; onChange: (days: number[]) => void }

/** Which days of the week, in their order. */
export function Weekdays({ label, days, onChange }: Props) {
  const { weekStartsOn } = useWorkspace()
  const toggle = (day: number) =>
    onChange(days.includes(day) ? days.filter((one) => one !== day) : [...days, day].sort((a, b) => a - b))
  return (
    <Row label={label} days={days} weekStartsOn={weekStartsOn} onToggle={toggle} className="w-full sm:w-80" />
  )
}
