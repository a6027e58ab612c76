import { Link } from '@tanstack/react-router'
import type { AudienceTable } from '../../../modules/plan/presence/contract.ts'
import { sayDay } from '../../kit/days.ts'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'

const shown = 6

/** Who reaches us: ages, languages and more, from the tables that people brought in. */
export function AudienceCard({ tables }: { tables: readonly AudienceTable[] }) {
  const t = useWords('presence')
  return (
    <Card title={t('audience.title')} help={t('audience.help')}>
      {tables.length === 0 && (
        <p className="text-base text-muted">
          {t('audience.none')}{' '}
          <Link to="/personas" className="text-accent underline">
            {t('audience.personas')}
          </Link>
        </p>
      )}
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
        {tables.map((table) => (
          <Table key={`${table.personaId} ${table.field} ${table.source}`} table={table} />
        ))}
      </div>
    </Card>
  )
}

function Table({ table: { persona, field, shares, source, knownOn } }: { table: AudienceTable }) {
  const t = useWords('presence')
  const formats = useFormats()
  const largest = Math.max(...shares.map(({ share }) => share), 0.001)
  const day = knownOn && sayDay(knownOn, formats.locale, { day: 'numeric', month: 'short', year: 'numeric' })
  return (
    <section className="min-w-0">
      <h3 className="text-sm font-medium">{t(`audience.fields.${field}`)}</h3>
      <p className="mb-1.5 text-sm break-words text-muted">
        {[persona, source, day].filter(Boolean).join(' · ')}
      </p>
      <ul className="flex flex-col gap-1">
        {shares.slice(0, shown).map(({ value, share }) => (
          <li
            key={value}
            className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_3.5rem] items-center gap-2 text-sm"
          >
            <span className="truncate" title={value}>
              {value}
            </span>
            <span aria-hidden className="h-2 overflow-hidden rounded-full bg-quiet-soft">
              <span
                className="block h-full rounded-full bg-accent-solid"
                style={{ width: `${(share / largest) * 100}%` }}
              />
            </span>
            <span className="text-right figures">{formats.percent(share)}</span>
          </li>
        ))}
      </ul>
      {shares.length > shown && (
        <p className="mt-1 text-sm text-muted">{t('audience.more', { count: shares.length - shown })}</p>
      )}
    </section>
  )
}
