import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { timeFormats } from '../../../modules/create/imports/contract.ts'
import {
  accountMetrics,
  MetricImport,
  type MetricImportSettings,
  numberFormats,
  places,
  postCounts,
  type Target,
} from '../../../modules/measure/imports/contract.ts'
import { Catalogue } from '../../../modules/measure/metrics/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { api, path } from '../../api/client.ts'
import { ask, useWrite } from '../../api/query.ts'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { useFollowed } from '../../kit/followed.ts'
import { Input } from '../../kit/input.tsx'
import { Overtaken } from '../../kit/overtaken.tsx'
import { Card } from '../../kit/page.tsx'
import { NativeSelect } from '../../kit/select.tsx'
import { Switch } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { ZoneSelect } from '../../kit/zone-select.tsx'
import { OtherReading } from './other-reading.tsx'
import { useMetricName } from './use-metric-name.ts'

type Change = (some: Partial<MetricImportSettings>) => void
type Part = { file: MetricImport; settings: MetricImportSettings; change: Change }

/** What the rows and columns are, and how days and numbers are written. What was chosen stays when saving is refused. */
export function SettingsCard({ file }: { file: MetricImport }) {
  const t = useWords('brought')
  const followed = useFollowed<MetricImportSettings>(file.settings)
  const { value: settings, change } = followed
  // Folded once rows are looked through, unless somebody is still at it.
  const [chosen, setOpen] = useState<boolean | null>(null)
  const open = chosen ?? (file.state !== 'checked' || followed.touched)
  const check = useWrite(
    (sent: MetricImportSettings) =>
      api.put(path`/metric-imports/${file.id}/settings`, {
        body: { ...sent, version: file.version },
        schema: MetricImport,
      }),
    {
      touches: ['imports'],
      onSuccess: (answer, sent) => {
        followed.saved(sent, answer.settings)
        setOpen(null)
      },
    },
  )
  const hasTimes = settings.columns.some((one) => one === 'day' || one === 'publishedAt')
  const lacks = settings.numbers === null || (hasTimes && settings.format === null)
  return (
    <Card
      flush={!open}
      className={open ? undefined : 'pb-2'}
      title={t('columns')}
      help={t(file.remembered && file.state === 'read' ? 'remembered' : 'columnsHelp')}
      actions={
        file.state === 'checked' && (
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'fold' : 'unfold')}
          </Button>
        )
      }
    >
      <div className={open ? 'flex flex-col gap-5' : 'hidden'}>
        <Overtaken by={followed} />
        <Kinds settings={settings} change={change} file={file} />
        <Columns settings={settings} change={change} file={file} />
        <Meanings settings={settings} change={change} file={file} />
        <Ways settings={settings} change={change} file={file} />
        <Switch
          label={t('override')}
          help={t('overrideHelp')}
          checked={settings.override}
          onChange={(override) => change({ override })}
        />
        <OtherReading file={file} />
        <div>
          <Button
            look={file.state === 'checked' ? 'secondary' : 'primary'}
            busy={check.isPending}
            disabled={lacks || followed.overtaken}
            onClick={() => check.mutate(settings)}
          >
            {t(file.state === 'checked' ? 'checkAgain' : 'check')}
          </Button>
        </div>
      </div>
    </Card>
  )
}

/** Whether a row is a post or a day, and whether a number is all until then or what one day has added. */
function Kinds({ settings, change }: Part) {
  const t = useWords('brought')
  const turn = (of: 'posts' | 'days') => {
    const able: readonly (string | null)[] =
      of === 'days' ? ['day', ...accountMetrics] : [...places, ...postCounts]
    change({ of, columns: settings.columns.map((one) => (able.includes(one) ? one : null)) })
  }
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={t('of')}>
        <NativeSelect
          value={settings.of}
          onChange={({ target }) => turn(target.value === 'days' ? 'days' : 'posts')}
        >
          <option value="posts">{t('ofPosts')}</option>
          <option value="days">{t('ofDays')}</option>
        </NativeSelect>
      </Field>
      <Field label={t('counting')}>
        <NativeSelect
          value={settings.counting}
          onChange={({ target }) => change({ counting: target.value === 'daily' ? 'daily' : 'total' })}
        >
          <option value="total">{t('total')}</option>
          <option value="daily">{t('daily')}</option>
        </NativeSelect>
      </Field>
    </div>
  )
}

const isPlace = (target: Target | null): boolean => (places as readonly (string | null)[]).includes(target)

/** One line for each column: what it is called, what stands in it, what it is. */
function Columns({ file, settings, change }: Part) {
  const t = useWords('brought')
  const name = useMetricName()
  const targets = settings.of === 'days' ? accountMetrics : postCounts
  const named = settings.of === 'days' ? (['day'] as const) : places
  return (
    <ul className="grid gap-x-6 gap-y-3 lg:grid-cols-2">
      {file.header.map((head, place) => {
        const called = head || t('unnamed', { place: place + 1 })
        const sample = file.samples.map((row) => row[place] ?? '').find(Boolean) ?? ''
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name of their own
            key={place}
            className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] items-center gap-3"
          >
            <span className="min-w-0">
              <span className="block truncate font-medium" title={called}>
                {called}
              </span>
              <span className="block truncate text-sm text-muted" title={sample}>
                {sample}
              </span>
            </span>
            <NativeSelect
              aria-label={called}
              value={settings.columns[place] ?? ''}
              onChange={({ target }) => {
                const next = target.value === '' ? null : (target.value as Target)
                change({
                  columns: settings.columns.map((one, n) => (n === place ? next : one === next ? null : one)),
                })
              }}
            >
              <option value="">{t('leftOut')}</option>
              {named.map((one) => (
                <option key={one} value={one}>
                  {t(`places.${one}`)}
                </option>
              ))}
              {targets.map((one) => (
                <option key={one} value={one}>
                  {name(one)}
                </option>
              ))}
            </NativeSelect>
          </li>
        )
      })}
    </ul>
  )
}

/** What the channel's network means by the numbers that were chosen; of what it does not tell, that only the file will. */
function Meanings({ file, settings }: Part) {
  const t = useWords('brought')
  const name = useMetricName()
  const network = useChannels()?.get(file.channelId)?.network
  const catalogue = useQuery(
    ask({ topic: 'workspace', path: '/metrics', schema: Catalogue, fresh: Number.POSITIVE_INFINITY }),
  )
  const of = settings.of === 'days' ? 'account' : 'post'
  const tells = catalogue.data?.networks.find((one) => one.network === network)?.tells
  const chosen = settings.columns.filter((one) => one !== null && !isPlace(one))
  if (!tells || chosen.length === 0) return null
  return (
    <dl className="flex flex-col gap-1.5 rounded-md bg-sunken px-4 py-3 text-sm">
      {chosen.map((metric) => {
        const told = tells.find((one) => one.metric === metric && one.of === of)
        return (
          <div key={metric}>
            <dt className="inline font-medium">{name(metric ?? '')}: </dt>
            <dd className="inline text-muted">{told ? told.meaning : t('onlyFile')}</dd>
          </div>
        )
      })}
    </dl>
  )
}

/** How days and numbers are written, and of which day they are. */
function Ways({ file, settings, change }: Part) {
  const t = useWords('brought')
  const { columns, counting, of } = settings
  const hasDay = columns.includes('day')
  const hasTimes = hasDay || columns.includes('publishedAt')
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label={t('numbers')}
        required
        help={file.numberFormats.length !== 1 ? t('numbersHelp') : undefined}
      >
        <NativeSelect
          value={settings.numbers ?? ''}
          onChange={({ target }) =>
            change({ numbers: numberFormats.find((one) => one === target.value) ?? null })
          }
        >
          <option value="">{t('ask')}</option>
          {numberFormats.map((one) => (
            <option key={one} value={one}>
              {t(`numberFormats.${one}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {hasTimes && (
        <Field label={t('format')} required help={file.formats.length > 1 ? t('formatHelp') : undefined}>
          <NativeSelect
            value={settings.format ?? ''}
            onChange={({ target }) =>
              change({ format: timeFormats.find((one) => one === target.value) ?? null })
            }
          >
            <option value="">{t('ask')}</option>
            {timeFormats.map((one) => (
              <option key={one} value={one}>
                {t(`formats.${one}`)}
              </option>
            ))}
          </NativeSelect>
        </Field>
      )}
      {of === 'posts' && counting === 'total' && (
        <Field label={t('asOfDay')} required={!hasDay} help={t('asOfHelp')}>
          <Input
            type="date"
            value={settings.asOf ?? ''}
            onChange={({ target }) => change({ asOf: target.value || null })}
          />
        </Field>
      )}
      {of === 'days' && counting === 'daily' && (
        <Field label={t('base')} help={t('baseHelp')}>
          <Input
            type="number"
            min={0}
            inputMode="numeric"
            value={settings.base ?? ''}
            onChange={({ target }) =>
              change({ base: target.value === '' ? null : Math.max(0, Math.round(Number(target.value))) })
            }
          />
        </Field>
      )}
      <Field label={t('zone')} help={t('zoneHelp')}>
        <ZoneSelect value={settings.zone} onChange={(zone) => change({ zone })} />
      </Field>
      {(file.shortened || settings.rounded) && (
        <Switch
          label={t('rounded')}
          help={t('roundedHelp')}
          checked={settings.rounded}
          onChange={(rounded) => change({ rounded })}
        />
      )}
    </div>
  )
}
