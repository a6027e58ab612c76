import { useQuery } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { NetworkList } from '../../../modules/channels/joining/contract.ts'
import {
  encodings,
  fields,
  type ImportSettings,
  PostImport,
  type Target,
  timeFormats,
} from '../../../modules/create/imports/contract.ts'
import { type KnownChannel, useChannels } from '../../api/channels.ts'
import { api, path } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { ask, useWrite } from '../../api/query.ts'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { useFollowed } from '../../kit/followed.ts'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { Overtaken } from '../../kit/overtaken.tsx'
import { Card } from '../../kit/page.tsx'
import { NativeSelect } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { ZoneSelect } from '../../kit/zone-select.tsx'
import { ChannelChecks } from './channel-checks.tsx'
import { acceptedTables, useUpload } from './use-upload.ts'

/** What the columns are, how days are written, and what rows become. What was chosen stays when the page is left unsaved by an error. */
export function ImportSettingsCard({ table }: { table: PostImport }) {
  const t = useWords('bulk')
  const may = useMay()
  const followed = useFollowed<ImportSettings>(table.settings)
  const { value: settings, change } = followed
  const check = useWrite(
    (sent: ImportSettings) =>
      api.put(path`/post-imports/${table.id}/settings`, {
        body: { ...sent, version: table.version },
        schema: PostImport,
      }),
    {
      touches: ['imports'],
      onSuccess: (answer, sent) => {
        followed.saved(sent, answer.settings)
        setOpen(null)
      },
    },
  )
  // Once rows are looked through, what is wrong with them is what one came for; unless somebody is still at it.
  const [chosen, setOpen] = useState<boolean | null>(null)
  const open = chosen ?? (table.state !== 'checked' || followed.touched)
  const formats = useFormats()
  const used = fields.filter((one) => settings.columns.includes(one))
  const hasDays = settings.columns.some((one) => one === 'at' || one === 'date')
  const several = table.formats.length > 1
  return (
    <Card
      flush={!open}
      className={open ? undefined : 'pb-2'}
      title={t('imports.columns')}
      help={
        open
          ? t(table.remembered ? 'imports.remembered' : 'imports.columnsHelp')
          : formats.list(used.map((one) => t(`imports.fields.${one}`)))
      }
      actions={
        table.state === 'checked' && (
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'imports.foldColumns' : 'imports.openColumns')}
          </Button>
        )
      }
    >
      <div className={open ? 'flex flex-col gap-5' : 'hidden'}>
        <Overtaken by={followed} />
        <ColumnRows table={table} settings={settings} onChange={(columns) => change({ columns })} />
        <div className="grid gap-4 sm:grid-cols-2">
          {hasDays && (
            <Field label={t('imports.format')} required help={several ? t('imports.formatHelp') : undefined}>
              <NativeSelect
                value={settings.format ?? ''}
                onChange={({ target }) =>
                  change({ format: timeFormats.find((one) => one === target.value) ?? null })
                }
              >
                <option value="">{t('imports.formatAsk')}</option>
                {timeFormats.map((one) => (
                  <option key={one} value={one}>
                    {t(`imports.formats.${one}`)}
                  </option>
                ))}
              </NativeSelect>
            </Field>
          )}
          {hasDays && (
            <Field label={t('imports.zone')}>
              <ZoneSelect value={settings.zone} onChange={(zone) => change({ zone })} />
            </Field>
          )}
          <Field label={t('imports.withTime')}>
            <NativeSelect
              value={settings.withTime}
              onChange={({ target }) => change({ withTime: target.value as ImportSettings['withTime'] })}
            >
              {(['draft', 'proposed', 'scheduled'] as const)
                .filter((one) => one !== 'scheduled' || may('post.publish'))
                .map((one) => (
                  <option key={one} value={one}>
                    {t(`publishes.${one}`)}
                  </option>
                ))}
            </NativeSelect>
          </Field>
          <Field label={t('imports.withoutTime')}>
            <NativeSelect
              value={settings.withoutTime}
              onChange={({ target }) =>
                change({ withoutTime: target.value as ImportSettings['withoutTime'] })
              }
            >
              <option value="draft">{t('publishes.draft')}</option>
              <option value="proposed">{t('publishes.proposed')}</option>
              {may('post.publish') && <option value="slot">{t('imports.slot')}</option>}
            </NativeSelect>
          </Field>
        </div>
        <ChannelChecks
          label={t('imports.defaultChannels')}
          chosen={settings.channels}
          onChange={(channels) => change({ channels })}
        />
        <Rare table={table} settings={settings} onChange={change} />
        <div>
          <Button
            look={table.state === 'checked' ? 'secondary' : 'primary'}
            busy={check.isPending}
            disabled={followed.overtaken || (hasDays && settings.format === null)}
            onClick={() => check.mutate(settings)}
          >
            {table.state === 'checked' ? t('imports.checkAgain') : t('imports.check')}
          </Button>
        </div>
      </div>
    </Card>
  )
}

type RowsProps = {
  table: PostImport
  settings: ImportSettings
  onChange: (columns: (Target | null)[]) => void
}

/** One line for each column: what it is called, what stands in it, what it is. */
function ColumnRows({ table, settings, onChange }: RowsProps) {
  const t = useWords('bulk')
  const channels = useChannels()
  const options = useOptions(channels)
  const { columns } = settings
  return (
    <ul className="grid gap-x-6 gap-y-3 lg:grid-cols-2">
      {table.header.map((name, place) => {
        const called = name || t('imports.unnamed', { place: place + 1 })
        const sample = table.samples.map((row) => row[place] ?? '').find(Boolean) ?? ''
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name of their own
            key={place}
            className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-center gap-3"
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
                const next = target.value === '' ? null : target.value
                onChange(settings.columns.map((one, n) => (n === place ? next : one === next ? null : one)))
              }}
            >
              <option value="">{t('imports.leftOut')}</option>
              {fields.map((one) => (
                <option key={one} value={one}>
                  {t(`imports.fields.${one}`)}
                </option>
              ))}
              {[...(channels?.values() ?? [])]
                .filter(({ id, rights }) => rights.includes('post.write') || columns.includes(`text@${id}`))
                .map(({ id, handle, face }) => (
                  <option key={id} value={`text@${id}`}>
                    {t('imports.textOf', { channel: `${face.name} ${handle}` })}
                  </option>
                ))}
              {options.map(({ value, name: setting }) => (
                <option key={value} value={value}>
                  {t('imports.settingOf', { name: setting })}
                </option>
              ))}
            </NativeSelect>
          </li>
        )
      })}
    </ul>
  )
}

/** Settings of the networks that have channels here. */
function useOptions(channels: ReadonlyMap<string, KnownChannel> | undefined) {
  const networks = useQuery(
    ask({ topic: 'workspace', path: '/networks', schema: NetworkList, fresh: Number.POSITIVE_INFINITY }),
  )
  const here = new Set([...(channels?.values() ?? [])].map(({ network }) => network))
  return (networks.data?.items ?? [])
    .filter(({ id }) => here.has(id))
    .flatMap(({ id, name, options }) =>
      (options as readonly { name: string; label: string }[]).map((option) => ({
        value: `option@${id}.${option.name}`,
        name: `${name}: ${option.label}`,
      })),
    )
}

type RareProps = {
  table: PostImport
  settings: ImportSettings
  onChange: (some: Partial<ImportSettings>) => void
}

/** What is seldom otherwise than it was found out. */
function Rare({ table, settings, onChange }: RareProps) {
  const t = useWords('bulk')
  const upload = useUpload()
  const input = useRef<HTMLInputElement>(null)
  const [told, setTold] = useState({ encoding: table.encoding ?? 'utf-8', sheet: table.sheet ?? '' })
  const again = (file: File | undefined) => {
    const encoding = encodings.find((one) => one === told.encoding)
    if (file)
      upload.mutate({
        file,
        told: { ...(encoding && { encoding }), ...(told.sheet && { sheet: told.sheet }) },
      })
  }
  return (
    <details className="rounded-md border border-line px-4 py-2.5">
      <summary className="cursor-pointer text-base font-medium touch:py-2.5">{t('imports.rare')}</summary>
      <div className="mt-3 grid gap-4 sm:grid-cols-2">
        <Field label={t('imports.between')}>
          <Input
            value={settings.between}
            maxLength={5}
            onChange={({ target }) => onChange({ between: target.value })}
          />
        </Field>
        <Field label={t('imports.thread')}>
          <Input
            value={settings.thread}
            maxLength={20}
            onChange={({ target }) => onChange({ thread: target.value })}
          />
        </Field>
        {table.sheets.length > 1 && (
          <Field label={t('imports.sheet')}>
            <NativeSelect
              value={told.sheet}
              onChange={({ target }) => setTold({ ...told, sheet: target.value })}
            >
              {table.sheets.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </NativeSelect>
          </Field>
        )}
        {table.encoding && (
          <Field label={t('imports.readAs', { encoding: table.encoding })}>
            <NativeSelect
              value={told.encoding}
              onChange={({ target }) => setTold({ ...told, encoding: target.value })}
            >
              {encodings.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </NativeSelect>
          </Field>
        )}
        {(table.encoding || table.sheets.length > 1) && (
          <div className="flex items-end">
            <Button icon={Upload} busy={upload.isPending} onClick={() => input.current?.click()}>
              {t('imports.bring')}
            </Button>
            <input
              ref={input}
              type="file"
              hidden
              accept={acceptedTables}
              aria-label={t('imports.bring')}
              onChange={({ target }) => again(target.files?.[0])}
            />
          </div>
        )}
      </div>
    </details>
  )
}
