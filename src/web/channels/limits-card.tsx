import { useState } from 'react'
import type { ChannelDetail } from '../../modules/channels/accounts/contract.ts'
import { limitsByKind } from '../../networks/kit/limits.ts'
import type { ChannelLimits, Source } from '../../networks/kit/manifest.ts'
import { fieldPlaces, useNetworkWords } from '../api/network-words.ts'
import { Badge } from '../kit/badge.tsx'
import { type Formats, useFormats } from '../kit/format.ts'
import { Card } from '../kit/page.tsx'
import type { Tone } from '../kit/state.ts'
import { Tabs } from '../kit/tabs.tsx'
import { useWords } from '../kit/words.ts'
import type { Network } from './use-networks.ts'

type Props = { channel: ChannelDetail; network: Network }

/** One kind of content: what is allowed, and how we know. */
type Row = { name: string; words: string[]; source: Source; own: boolean }

const tones = {
  primary: 'good',
  secondary: 'info',
  contradicted: 'warn',
  unverified: 'warn',
} satisfies Record<Source['confidence'], Tone>

/** What the account may publish in each kind of post, with where each limit comes from, and what the network last said of requests. */
export function LimitsCard({ channel, network }: Props) {
  const t = useWords('channels')
  const words = useNetworkWords()
  const all = limitsByKind({ ...network, ways: [] }, channel.limits as ChannelLimits)
  const kinds = all.flatMap(({ kind }) => kind ?? [])
  const usual = network.options.find(({ name }) => name === kinds[0]?.option)?.default
  const [chosen, setChosen] = useState(() => (typeof usual === 'string' ? usual : ''))
  const shown = all.find(({ kind }) => kind?.value === chosen) ?? all[0]
  const rows = useRows({ channel, network }, shown?.limits)
  return (
    <Card title={t('limits.title')} help={t('limits.help')}>
      {kinds.length > 1 && (
        <div className="mb-3">
          <Tabs
            look="box"
            label={t('limits.kind')}
            value={shown?.kind?.value ?? ''}
            onChange={setChosen}
            tabs={kinds.map(({ option, value, label }) => ({
              value,
              label: words(network.id, label, ...fieldPlaces('options', option, `choices.${value}`)),
            }))}
          />
        </div>
      )}
      <dl className="flex flex-col divide-y divide-line">
        {rows.map((row) => (
          <div key={row.name} className="grid gap-x-4 gap-y-1 py-3 first:pt-1 sm:grid-cols-[8rem_1fr]">
            <dt className="font-medium">{row.name}</dt>
            <dd className="min-w-0">
              <ul>
                {row.words.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
              <Origin row={row} channel={channel} />
            </dd>
          </div>
        ))}
      </dl>
      <Requests channel={channel} />
    </Card>
  )
}

function Origin({ row: { source, own }, channel }: { row: Row; channel: ChannelDetail }) {
  const t = useWords('channels')
  const formats = useFormats()
  const server = URL.parse(channel.server)?.host ?? channel.server
  // No server says so: people did.
  if (own && server === '') return <p className="mt-1 text-sm text-muted">{t('limits.bySetting')}</p>
  if (own && channel.checkedAt)
    return (
      <p className="mt-1 flex flex-wrap items-center gap-2 text-sm text-muted">
        <Badge tone="good">{t('limits.fromServer')}</Badge>
        {t('limits.readAt', { server, at: formats.moment(channel.checkedAt) })}
      </p>
    )
  const from = URL.parse(source.from)
  const on = t('limits.on', { day: formats.day(`${source.on}T12:00:00Z`, 'UTC') })
  if (!from)
    return (
      <p className="mt-1 text-sm text-muted">
        {t('limits.ours')} · {on}
      </p>
    )
  const doubtful = source.confidence === 'contradicted' || source.confidence === 'unverified'
  return (
    <>
      <p className="mt-1 flex flex-wrap items-center gap-2 text-sm text-muted">
        <Badge tone={tones[source.confidence]}>{t(`limits.confidence.${source.confidence}`)}</Badge>
        <span>
          <a href={source.from} target="_blank" rel="noreferrer" className="underline hover:text-text">
            {from.host}
          </a>{' '}
          · {on}
        </span>
      </p>
      {doubtful && source.note && (
        <p lang="en" className="mt-1 max-w-prose text-sm text-muted">
          {source.note}
        </p>
      )}
    </>
  )
}

function Requests({ channel }: { channel: ChannelDetail }) {
  const t = useWords('channels')
  const formats = useFormats()
  if (channel.limitsNow.length === 0) return null
  return (
    <div className="mt-3 border-t border-line pt-3">
      <h3 className="text-sm font-medium">{t('limits.requests')}</h3>
      <ul className="mt-1 text-sm text-muted">
        {channel.limitsNow.map((limit) => (
          <li key={limit.scope}>
            {[
              t(`limits.scope.${limit.scope}`),
              limit.remaining !== null && t('limits.remaining', { count: limit.remaining }),
              limit.resetsAt && t('limits.resets', { at: formats.moment(limit.resetsAt) }),
              limit.blockedUntil && t('limits.blocked', { at: formats.moment(limit.blockedUntil) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </ul>
    </div>
  )
}

function useRows({ channel, network }: Props, limits: Limits | undefined): Row[] {
  const t = useWords('channels')
  const formats = useFormats()
  if (!limits) return []
  const own = channel.limits as ChannelLimits
  const { text, media, poll } = limits
  const { images, videos } = media
  const { listsLate } = network
  // Some other kind of post has them.
  const lacking = (name: string, rule: { source: Source } | null): Row[] =>
    rule ? [{ name, words: [t('limits.none')], source: rule.source, own: false }] : []
  return [
    { name: t('limits.text'), words: textWords(text, t, formats), source: text.source, own: !!own.text },
    ...marksRows(text, t),
    ...(images
      ? [
          {
            name: t('limits.images'),
            words: imageWords(images, t, formats),
            source: images.source,
            own: !!own.images,
          },
        ]
      : lacking(t('limits.images'), network.media.images)),
    ...(videos
      ? [
          {
            name: t('limits.videos'),
            words: videoWords(videos, t, formats),
            source: videos.source,
            own: !!own.videos,
          },
        ]
      : lacking(t('limits.videos'), network.media.videos)),
    ...(poll
      ? [{ name: t('limits.poll'), words: pollWords(poll, t), source: poll.source, own: !!own.poll }]
      : lacking(t('limits.poll'), network.poll)),
    ...(listsLate
      ? [
          {
            name: t('limits.lists'),
            words: [t('limits.listsLate', { seconds: listsLate.seconds })],
            source: listsLate.source,
            own: false,
          },
        ]
      : []),
  ]
}

type Words = ReturnType<typeof useWords<'channels'>>
type Limits = ReturnType<typeof limitsByKind>[number]['limits']
type Image = NonNullable<Limits['media']['images']>
type Video = NonNullable<Limits['media']['videos']>

const kept = (lines: (string | false | undefined)[]): string[] =>
  lines.filter((line) => typeof line === 'string')

const textWords = (
  { max, maxWithFilm, maxBytes, urlLength, title, linkTo }: Limits['text'],
  t: Words,
  formats: Formats,
): string[] =>
  kept([
    max === null ? t('limits.anyLength') : max === 0 ? t('limits.none') : t('limits.letters', { count: max }),
    maxWithFilm !== undefined && t('limits.lettersFilm', { count: maxWithFilm }),
    maxBytes !== undefined && t('limits.bytes', { count: formats.number(maxBytes) }),
    urlLength !== undefined && t('limits.urls', { count: urlLength }),
    title && t('limits.title_', { count: title.max }),
    linkTo && t('limits.linkTo', { hosts: linkTo.join(', ') }),
  ])

/** A number that a person has set for the channel is shown with where the usual one comes from. */
const marksRows = ({ hashtags, mentions, links }: Limits['text'], t: Words): Row[] =>
  (['hashtags', 'mentions', 'links'] as const).flatMap((kind) => {
    const rule = { hashtags, mentions, links }[kind]
    if (!rule) return []
    const words = [t('limits.imagesAtMost', { count: rule.max })]
    return [{ name: t(`limits.${kind}`), words, source: rule.source, own: false }]
  })

/** What people know the file by, where its type is called otherwise. */
const known: Record<string, string> = { 'video/quicktime': 'MOV' }

const typesOf = (mime: readonly string[]): string =>
  mime.map((one) => known[one] ?? (one.split('/')[1] ?? one).toUpperCase()).join(', ')

const imageWords = (
  { max, mime, maxBytes, maxPixels, alt, moving }: Image,
  t: Words,
  formats: Formats,
): string[] =>
  kept([
    t('limits.imagesAtMost', { count: max }),
    t('limits.file', { types: typesOf(mime), size: formats.bytes(maxBytes) }),
    moving?.maxBytes !== undefined && t('limits.moving', { size: formats.bytes(moving.maxBytes) }),
    maxPixels !== undefined && t('limits.pixels', { count: formats.compact(maxPixels) }),
    t('limits.alt', { count: alt.max }),
  ])

const videoWords = (
  { max, mime, maxBytes, maxSeconds, minSeconds, captions }: Video,
  t: Words,
  formats: Formats,
): string[] =>
  kept([
    t('limits.videosAtMost', { count: max }),
    t('limits.file', { types: typesOf(mime), size: formats.bytes(maxBytes) }),
    maxSeconds !== undefined && t('limits.seconds', { count: maxSeconds }),
    minSeconds !== undefined && t('limits.secondsLeast', { count: minSeconds }),
    captions && t('limits.captions', { count: captions.max }),
  ])

const pollWords = ({ options, optionMax }: NonNullable<Limits['poll']>, t: Words): string[] => [
  t('limits.options', { least: options[0], most: options[1] }),
  t('limits.option', { count: optionMax }),
]
