import { Link } from '@tanstack/react-router'
import { AtSign, Link2 } from 'lucide-react'
import { useState } from 'react'
import type { Mention } from '../../../modules/create/mentions/contract.ts'
import { linksAsSent } from '../../../modules/create/posts/plain/sent.ts'
import { usePrices } from '../../channels/prices.ts'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { type NetworkFace, NetworkMark } from '../../kit/network.tsx'
import { Popover } from '../../kit/popover.tsx'
import { Spinner } from '../../kit/progress.tsx'
import { useWords } from '../../kit/words.ts'
import { useComposing } from '../posts/composer-context.ts'
import { senderOf } from '../posts/judge.ts'
import type { DeskChannel } from '../posts/use-desk.ts'
import { contentOf } from '../posts/writing.ts'
import { useMentions } from './use-mentions.ts'
import { useMentionable } from './use-offers.ts'

/** What the words become on their way: who is meant on each network, and where links lead. Nothing where nothing changes. */
export default function SentWords() {
  return (
    <>
      <Mentioned />
      <SentLinks />
    </>
  )
}

function Mentioned() {
  const t = useWords('writing')
  const { here } = useMentions()
  const { readers } = useComposing()
  if (here.length === 0) return null
  const networks = [...new Map(readers.map((channel) => [channel.network, channel])).values()]
  return (
    <section aria-label={t('mention.heading')} className="flex flex-col gap-1.5 text-sm">
      {here.map((mention) => (
        <div key={mention.text} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="inline-flex items-center gap-1.5 font-medium">
            <AtSign aria-hidden className="size-4 text-faint" />
            {mention.name}
          </span>
          {networks.map((channel) => (
            <OnNetwork key={channel.network} mention={mention} channel={channel} />
          ))}
        </div>
      ))}
    </section>
  )
}

/** Their handle there, or how to find it. Pressing changes who is meant. */
function OnNetwork({ mention, channel }: { mention: Mention; channel: DeskChannel }) {
  const t = useWords('writing')
  const [open, setOpen] = useState(false)
  const account = mention.accounts[channel.network]
  const canFind = channel.manifest.abilities.includes('mentions')
  const told = account ? `@${account.handle}` : t('mention.asWords', { name: mention.name })
  const shown = (
    <>
      <NetworkMark network={channel.face} size="small" />
      <span className="min-w-0 break-all">{told}</span>
    </>
  )
  if (!canFind) return <span className="inline-flex items-center gap-1.5 text-muted">{shown}</span>
  return (
    <Popover
      label={t('mention.on', { network: channel.face.name })}
      open={open}
      onOpenChange={setOpen}
      className="w-80"
      trigger={
        <button
          type="button"
          className="inline-flex min-h-6 items-center gap-1.5 rounded-md text-left hover:underline touch:min-h-11"
        >
          {shown}
          {!account && <span className="font-semibold text-accent">{t('mention.find')}</span>}
        </button>
      }
    >
      <Finder mention={mention} channel={channel} face={channel.face} onDone={() => setOpen(false)} />
    </Popover>
  )
}

type FinderProps = { mention: Mention; channel: DeskChannel; face: NetworkFace; onDone: () => void }

function Finder({ mention, channel, face, onDone }: FinderProps) {
  const t = useWords('writing')
  const { put } = useMentions()
  const [typed, setTyped] = useState(mention.name)
  const [name, setName] = useState(mention.name)
  const found = useMentionable(typed, [channel.id])
  const price = usePrices()(channel.network, { accounts: 1 })
  const { [channel.network]: here, ...others } = mention.accounts
  const accounts = (found.data?.found ?? []).filter(({ network }) => network === channel.network)
  const failed = found.isError || found.data?.silent[0]
  return (
    <div className="flex flex-col gap-3">
      <Field
        label={t('mention.search', { network: face.name })}
        help={price ? t('mention.cost', price) : undefined}
      >
        <Input type="search" value={typed} onChange={({ target }) => setTyped(target.value)} />
      </Field>
      {found.isFetching && <Spinner />}
      {failed && <p className="text-sm text-muted">{found.data?.silent[0]?.words ?? t('mention.failed')}</p>}
      <ul className="flex flex-col">
        {accounts.map(({ account, handle, name: called }) => (
          <li key={account}>
            <button
              type="button"
              aria-pressed={here?.account === account}
              className="flex w-full flex-col rounded-md px-2 py-1.5 text-left hover:bg-hover aria-pressed:bg-press"
              onClick={() => {
                put({ ...mention, accounts: { ...others, [channel.network]: { account, handle } } })
                onDone()
              }}
            >
              <span className="truncate font-medium">{called}</span>
              <span className="truncate text-sm text-muted">@{handle}</span>
            </button>
          </li>
        ))}
        {found.isSuccess && !failed && accounts.length === 0 && (
          <li className="text-sm text-muted">{t('mention.none')}</li>
        )}
      </ul>
      <form
        className="flex flex-col gap-3 border-t border-line pt-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim()) put({ ...mention, name: name.trim() })
          onDone()
        }}
      >
        <Field label={t('mention.name')} help={t('mention.nameHelp')}>
          <Input value={name} maxLength={200} onChange={({ target }) => setName(target.value)} />
        </Field>
        <span className="flex flex-wrap justify-end gap-2">
          {here && (
            <Button
              look="quiet"
              size="small"
              onClick={() => {
                put({ ...mention, accounts: others })
                onDone()
              }}
            >
              {t('mention.leaveOut', { network: face.name })}
            </Button>
          )}
          <Button type="submit" size="small">
            {t('mention.keep')}
          </Button>
        </span>
      </form>
    </div>
  )
}

/** Links with what says where readers came from, for each channel that it differs on. */
function SentLinks() {
  const t = useWords('writing')
  const { writing, readers } = useComposing()
  const named = readers.flatMap((channel) => {
    const leads = linksAsSent(contentOf(writing, channel.id), senderOf(writing, channel))
    return leads.length > 0 ? [{ channel, leads }] : []
  })
  if (named.length === 0) return null
  return (
    <details className="text-sm">
      <summary className="inline-flex cursor-pointer items-center gap-1.5 font-medium text-muted touch:min-h-11">
        <Link2 aria-hidden className="size-4 text-faint" />
        {t('links.sent')}
      </summary>
      <ul className="mt-1.5 flex flex-col gap-2">
        {named.map(({ channel, leads }) => (
          <li key={channel.id} className="flex items-start gap-2">
            <NetworkMark network={channel.face} size="small" />
            <span className="flex min-w-0 flex-col gap-0.5">
              <span className="text-muted">
                {channel.name}
                {channel.manifest.linksLead && ` · ${t('links.beneath')}`}
              </span>
              {leads.map(({ url, to }) => (
                <code key={url} className="text-xs break-all">
                  {to}
                </code>
              ))}
            </span>
          </li>
        ))}
      </ul>
      <Link
        to={'/words?tab=links' as never}
        className="mt-1 inline-block font-semibold text-accent hover:underline"
      >
        {t('links.rule')}
      </Link>
    </details>
  )
}
