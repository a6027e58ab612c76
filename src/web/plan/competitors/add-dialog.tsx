import { Search } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import {
  Competitor,
  CompetitorBody,
  Face,
  Profile,
  type ProfileBody,
} from '../../../modules/plan/competitors/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Avatar } from '../../kit/avatar.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { useKept } from './kept.ts'
import { useFace } from './use-figures.ts'

const ways = ['read', 'manual'] as const
type Way = (typeof ways)[number]

const empty = { address: '', name: '', website: '', network: '', handle: '', url: '' }

type Props = {
  onClose: () => void
  /** One more profile of somebody who is watched; without, somebody new. */
  to?: Competitor
  onAdded?: (made: Competitor) => void
}

/** Somebody is looked up and shown before they are added. Where no network tells, people write it down themselves. */
export function AddDialog({ onClose, to, onAdded }: Props) {
  const t = useWords('competitors')
  const problem = useProblemWords()
  const { words, change, forget } = useKept(`add.${to?.id ?? 'new'}`, empty)
  const [way, setWay] = useState<Way>('read')
  const look = useWrite(
    (address: string) => api.post('/competitors/look-up', { body: { address }, schema: Face }),
    {
      onSuccess: (face) => words.name === '' && change({ name: face.name.slice(0, 120) }),
      onProblem: () => true,
    },
  )
  const face = look.data
  const profile: ProfileBody | null =
    way === 'read'
      ? face
        ? { kind: 'read', address: words.address }
        : null
      : words.network.trim() && words.handle.trim()
        ? {
            kind: 'manual',
            network: words.network.trim(),
            handle: words.handle.trim(),
            url: words.url.trim(),
          }
        : null
  const add = useWrite(() => (to ? addTo(to, profile) : addNew(words, profile)), {
    touches: ['competitors'],
    onSuccess: (made) => {
      forget()
      toast(t('addedNow', { name: made.name }))
      onClose()
      onAdded?.(made)
    },
    onProblem: () => true,
  })
  const taken = way === 'read' && face?.competitorId != null
  const named = to !== undefined || words.name.trim() !== ''
  const ready =
    named && !taken && (profile !== null || (way === 'manual' && !to && words.network.trim() === ''))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (way === 'read' && !face) look.mutate(words.address)
    else if (ready) add.mutate(undefined)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={to ? t('addProfileTo', { name: to.name }) : t('add')}
      help={t('addHelp')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            look="primary"
            type="submit"
            form="add-competitor"
            busy={add.isPending || look.isPending}
            disabled={way === 'read' && !face ? words.address.trim() === '' : !ready}
          >
            {way === 'read' && !face ? t('lookUp') : to ? t('addProfile') : t('add')}
          </Button>
        </>
      }
    >
      <form id="add-competitor" className="flex flex-col gap-4" onSubmit={submit}>
        <Tabs
          label={t('way')}
          look="box"
          value={way}
          onChange={setWay}
          tabs={ways.map((value) => ({ value, label: t(`ways.${value}`) }))}
        />
        {way === 'read' ? (
          <>
            <Field
              label={t('address')}
              help={t('addressHelp')}
              error={look.error ? problem(look.error) : undefined}
            >
              <Input
                icon={Search}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                maxLength={500}
                placeholder={t('addressExample')}
                value={words.address}
                onChange={({ target }) => {
                  look.reset()
                  change({ address: target.value })
                }}
              />
            </Field>
            {face && <Found face={face} />}
          </>
        ) : (
          <>
            <p className="text-sm text-muted">{t('manualHelp')}</p>
            <Field label={t('network')} required={to !== undefined} optional={!to}>
              <Input
                maxLength={60}
                value={words.network}
                onChange={({ target }) => change({ network: target.value })}
              />
            </Field>
            <Field label={t('handle')} required={to !== undefined} optional={!to}>
              <Input
                maxLength={200}
                autoCapitalize="none"
                value={words.handle}
                onChange={({ target }) => change({ handle: target.value })}
              />
            </Field>
            <Field label={t('pageAddress')} optional error={webError(words.url, t('badWebsite'))}>
              <Input
                type="url"
                maxLength={2000}
                placeholder="https://"
                value={words.url}
                onChange={({ target }) => change({ url: target.value })}
              />
            </Field>
          </>
        )}
        {!to && (way === 'manual' || face) && (
          <>
            <Field label={t('name')} required>
              <Input
                maxLength={120}
                value={words.name}
                onChange={({ target }) => change({ name: target.value })}
              />
            </Field>
            <Field label={t('website')} optional error={webError(words.website, t('badWebsite'))}>
              <Input
                type="url"
                maxLength={2000}
                placeholder="https://"
                value={words.website}
                onChange={({ target }) => change({ website: target.value })}
              />
            </Field>
          </>
        )}
        {add.error && <Alert tone="bad">{problem(add.error)}</Alert>}
      </form>
    </Dialog>
  )
}

export const webError = (url: string, words: string): string | undefined =>
  url.trim() === '' || CompetitorBody.shape.website.safeParse(url.trim()).success ? undefined : words

const addNew = ({ name, website }: typeof empty, profile: ProfileBody | null): Promise<Competitor> =>
  api.post('/competitors', {
    body: { name: name.trim(), website: website.trim(), profile },
    schema: Competitor,
  })

async function addTo(to: Competitor, profile: ProfileBody | null): Promise<Competitor> {
  const made = await api.post(path`/competitors/${to.id}/profiles`, { body: profile ?? {}, schema: Profile })
  return { ...to, profiles: [...to.profiles, made] }
}

/** Who was found, as the network shows them. */
function Found({ face }: { face: Face }) {
  const t = useWords('competitors')
  const formats = useFormats()
  const network = useFace()(face.network)
  return (
    <div className="flex flex-col gap-3 rounded-lg border border-line p-3" aria-live="polite">
      <div className="flex items-center gap-3">
        <Avatar name={face.name} src={face.avatarUrl} size="large" network={network} />
        <span className="min-w-0">
          <span className="block font-semibold break-words">{face.name}</span>
          <a
            href={face.url}
            target="_blank"
            rel="noreferrer"
            className="text-sm break-all text-accent underline"
          >
            {face.handle}
          </a>
          <span className="block text-sm text-muted">
            {t('faceCounts', {
              followers: formats.number(face.followers),
              posts: formats.number(face.posts),
            })}
          </span>
        </span>
      </div>
      {face.movedTo && <Alert tone="warn">{t('movedTo', { to: face.movedTo })}</Alert>}
      {face.competitorId && <Alert tone="warn">{t('watchedAlready')}</Alert>}
    </div>
  )
}
