import { useMemo } from 'react'
import { useLocale } from 'use-intl'
import { NativeSelect } from './select.tsx'
import { zoneCity, zoneName } from './zone.ts'

const zones = Intl.supportedValuesOf('timeZone')

type Props = { value: string; onChange: (zone: string) => void; disabled?: boolean }

/** All time zones by continent and city, with what they are ahead of Greenwich now. */
export function ZoneSelect({ value, onChange, disabled }: Props) {
  const locale = useLocale()
  const groups = useMemo(() => {
    const known = zones.includes(value) ? zones : [value, ...zones]
    return Map.groupBy(known, (zone) => (zone.includes('/') ? (zone.split('/')[0] ?? '') : 'UTC'))
  }, [value])
  return (
    <NativeSelect value={value} disabled={disabled} onChange={({ target }) => onChange(target.value)}>
      {[...groups].map(([continent, list]) => (
        <optgroup key={continent} label={continent}>
          {list.map((zone) => (
            <option key={zone} value={zone}>
              {zoneCity(zone)} · {zoneName(zone, locale)}
            </option>
          ))}
        </optgroup>
      ))}
    </NativeSelect>
  )
}
