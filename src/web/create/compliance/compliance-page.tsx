import { useQuery } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import {
  ComplianceSettings,
  type Jurisdiction,
  jurisdictions,
} from '../../../modules/create/compliance/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { IconButton } from '../../kit/button.tsx'
import { ErrorState, Skeleton } from '../../kit/empty.tsx'
import { NetworkMark } from '../../kit/network.tsx'
import { Overtaken } from '../../kit/overtaken.tsx'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { SaveFoot } from '../../plan/content-plan/draft-bars.tsx'
import { useWhole } from '../../plan/content-plan/use-whole.ts'
import { InfluencersCard } from './influencers-card.tsx'
import { PacksCard } from './packs-card.tsx'
import { askSettings } from './use-compliance.ts'

/** Where the readers are, and what is asked of posts there. */
export function Page() {
  const t = useWords('compliance')
  const words = useProblemWords()
  const settings = useQuery(askSettings())
  return (
    <Frame title={t('title')} help={t('help')}>
      {settings.isPending ? (
        <Skeleton className="h-60 w-full" />
      ) : settings.error ? (
        <ErrorState words={words(settings.error)} onRetry={() => void settings.refetch()} />
      ) : (
        <div className="flex max-w-4xl flex-col gap-4">
          <Readers saved={settings.data} />
          <InfluencersCard />
          <PacksCard />
        </div>
      )}
    </Frame>
  )
}

function Readers({ saved }: { saved: ComplianceSettings }) {
  const t = useWords('compliance')
  const may = useMay()
  const { now, change, ...desk } = useWhole({
    saved,
    what: 'compliance',
    body: ComplianceSettings,
    answer: ComplianceSettings,
    path: '/compliance/settings',
    queryKey: askSettings().queryKey,
    changed: 'compliance.changed',
  })
  const manages = may('workspace.manage')
  return (
    <>
      {!manages && <Alert tone="info">{t('readers.only')}</Alert>}
      <Overtaken by={{ ...desk, takeTheirs: desk.discard }} />
      <fieldset disabled={!manages} className="min-w-0">
        <legend className="sr-only">{t('readers.title')}</legend>
        <Card title={t('readers.title')} help={t('readers.help')}>
          <div className="flex flex-col gap-5">
            {saved.version === 0 && now.jurisdictions.length === 0 && (
              <Alert tone="warn">{t('nobodySaid')}</Alert>
            )}
            <Places
              chosen={now.jurisdictions}
              disabled={!manages}
              onChange={(chosen) => change({ jurisdictions: chosen })}
            />
            <Elsewhere settings={now} disabled={!manages} onChange={(next) => change({ channels: next })} />
          </div>
        </Card>
      </fieldset>
      {manages && <SaveFoot desk={desk} />}
    </>
  )
}

function Places({
  chosen,
  disabled,
  onChange,
}: {
  chosen: readonly Jurisdiction[]
  disabled: boolean
  onChange: (chosen: Jurisdiction[]) => void
}) {
  const t = useWords('compliance')
  return (
    <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {jurisdictions.map((one) => (
        <Checkbox
          key={one}
          label={t(`jurisdictions.${one}`)}
          checked={chosen.includes(one)}
          disabled={disabled}
          onChange={(on) =>
            onChange(jurisdictions.filter((each) => (each === one ? on : chosen.includes(each))))
          }
        />
      ))}
    </div>
  )
}

type Channels = ComplianceSettings['channels']

function Elsewhere({
  settings,
  disabled,
  onChange,
}: {
  settings: ComplianceSettings
  disabled: boolean
  onChange: (channels: Channels) => void
}) {
  const t = useWords('compliance')
  const channels = useChannels()
  const own = settings.channels
  const others = [...(channels?.values() ?? [])].filter(
    ({ id, state }) => state !== 'removed' && !own.some(({ channelId }) => channelId === id),
  )
  if (own.length === 0 && (others.length === 0 || disabled)) return null
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-4">
      <h3 className="text-base font-semibold">{t('readers.channels')}</h3>
      {own.map(({ channelId, jurisdictions: chosen }) => {
        const channel = channels?.get(channelId)
        const put = (next: Jurisdiction[]) =>
          onChange(own.map((one) => (one.channelId === channelId ? { channelId, jurisdictions: next } : one)))
        return (
          <section key={channelId} className="flex flex-col gap-2 rounded-md border border-line p-3">
            <span className="flex items-center gap-2">
              {channel && <NetworkMark network={channel.face} size="small" />}
              <span className="min-w-0 flex-1 truncate font-medium">{channel?.name ?? '–'}</span>
              <IconButton
                icon={Trash2}
                label={t('readers.remove', { channel: channel?.name ?? '–' })}
                onClick={() => onChange(own.filter((one) => one.channelId !== channelId))}
              />
            </span>
            <Places chosen={chosen} disabled={disabled} onChange={put} />
          </section>
        )
      })}
      {others.length > 0 && !disabled && (
        <span className="flex items-center gap-2">
          <Plus aria-hidden className="size-4 text-faint" />
          <Select
            value={undefined}
            label={t('readers.add')}
            placeholder={t('readers.add')}
            onChange={(channelId) => onChange([...own, { channelId, jurisdictions: settings.jurisdictions }])}
            choices={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </span>
      )}
    </div>
  )
}
