import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { useFace } from './use-figures.ts'

const lengths = [7, 28, 90] as const
export type Days = (typeof lengths)[number]

type Props = {
  days: Days
  network: string | undefined
  /** Ids or names of the networks that there are. */
  networks: readonly string[]
  onChange: (next: { days?: Days; network?: string | undefined }) => void
}

/** Over which days and on which network; both stand in the address. */
export function WindowBar({ days, network, networks, onChange }: Props) {
  const t = useWords('competitors')
  const face = useFace()
  const named = new Map(networks.map((one) => [face(one).name, one]))
  const names = [...named.keys()].sort((a, b) => a.localeCompare(b))
  const chosen = network === undefined ? 'all' : (names.find((one) => one === face(network).name) ?? 'all')
  return (
    <>
      <div className="max-sm:flex-1 sm:w-52">
        <Select
          label={t('window')}
          value={String(days)}
          onChange={(next) => onChange({ days: lengths.find((one) => String(one) === next) ?? 28 })}
          choices={lengths.map((value) => ({ value: String(value), label: t('lastDays', { days: value }) }))}
        />
      </div>
      <div className="max-sm:flex-1 sm:w-52">
        <Select
          label={t('network')}
          value={chosen}
          onChange={(next) => onChange({ network: next === 'all' ? undefined : (named.get(next) ?? next) })}
          choices={[
            { value: 'all', label: t('allNetworks') },
            ...names.map((name) => ({ value: name, label: name })),
          ]}
        />
      </div>
    </>
  )
}
