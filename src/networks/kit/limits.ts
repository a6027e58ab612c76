import type { ChannelLimits, Choice, ChoiceRule, Field, KindRule, Manifest } from './manifest.ts'

/** Fields of a form with the choices that the account itself offers. */
export const withChoices = (
  fields: readonly Field[],
  { choices = {} }: Pick<ChannelLimits, 'choices'>,
): readonly Field[] =>
  fields.map((field) =>
    field.ofAccount
      ? { ...field, choices: [...(field.choices ?? []), ...(choices[field.name] ?? [])] }
      : field.amongAccount
        ? { ...field, choices: field.choices?.filter(offeredBy(choices[field.name])) ?? [] }
        : field,
  )

/** Before the account has said what it offers, it is all there is. */
const offeredBy =
  (offered: readonly Choice[] | undefined) =>
  ({ value }: Choice): boolean =>
    offered === undefined || offered.some((one) => one.value === value)

type Marked = {
  parts: readonly { media: readonly { kind: 'image' | 'video' }[] }[]
  options: Options
}

/** Whether the API can mark this post as a paid partnership. */
export function marksPartner(manifest: Manifest, options: Options): boolean {
  const { paidPartnership: mark } = manifest
  if (!mark || kindOf(manifest, options)?.unmarked) return false
  const named = mark.by === undefined ? true : options[mark.by]
  return typeof named === 'string' ? named.trim() !== '' : named === true
}

/** Whether the API can mark this post as made by a machine. */
export function marksMachine(manifest: Manifest, { parts, options }: Marked): boolean {
  const { machineLabel } = manifest
  if (!machineLabel || kindOf(manifest, options)?.unmarked) return false
  return (
    machineLabel.only !== 'films' || parts.some(({ media }) => media.some(({ kind }) => kind === 'video'))
  )
}

type Limits = Pick<Manifest, 'text' | 'media' | 'poll' | 'threadMax' | 'firstReply' | 'options'>

/**
 * The manifest as it holds for one post of one channel: the kind of post first, then what the account's own server decides.
 * Without `options` it is told for the kind that a post has when nobody says otherwise.
 */
export function limitsOf(manifest: Manifest, own: ChannelLimits, options: Options = {}): Limits {
  const kind = kindOf(manifest, options)
  const limits = limitedBy(ofKind(manifest, kind), withinKind(own, kind))
  return rulesOfChoices(manifest, own, options).reduce(within, limits)
}

/** What holds for each kind of post that an account can make; one without a name where the network knows no kinds. */
export function limitsByKind(
  manifest: Manifest,
  own: ChannelLimits,
): { kind: (Choice & { option: string }) | null; limits: Limits }[] {
  const { kinds, options } = manifest
  const field = kinds && withChoices(options, own).find(({ name }) => name === kinds.option)
  if (!field?.choices?.length) return [{ kind: null, limits: limitsOf(manifest, own) }]
  return field.choices.map((choice) => ({
    kind: { ...choice, option: field.name },
    limits: limitsOf(manifest, own, { [field.name]: choice.value }),
  }))
}

const rulesOfChoices = ({ options: fields }: Manifest, { byChoice = {} }: ChannelLimits, options: Options) =>
  Object.entries(byChoice).flatMap(([name, rules]) => {
    const value = options[name] ?? fields.find((field) => field.name === name)?.default
    return typeof value === 'string' && Object.hasOwn(rules, value) ? (rules[value] ?? []) : []
  })

function within(limits: Limits, rule: ChoiceRule): Limits {
  const { text, media, poll } = limits
  const { textMax, titleMax, imagesMax = Number.POSITIVE_INFINITY, videosMax } = rule
  const least = <M extends number | null>(max: M, other: number | undefined): M | number =>
    other === undefined ? max : Math.min(max ?? other, other)
  return {
    ...limits,
    text: {
      ...text,
      max: least(text.max, textMax),
      ...(text.title && { title: { ...text.title, max: least(text.title.max, titleMax) } }),
    },
    media: {
      ...media,
      images:
        media.images && imagesMax > 0
          ? { ...media.images, max: Math.min(media.images.max, imagesMax) }
          : null,
      videos: videosMax === 0 ? null : media.videos,
    },
    poll: rule.poll === false ? null : poll,
  }
}

/** A bound that a kind sets holds where the account's own is wider: a short film is short on every account. */
function withinKind(own: ChannelLimits, kind: KindRule | undefined): ChannelLimits {
  if (!kind) return own
  const { images, videos } = kind.media ?? {}
  return {
    ...own,
    ...(own.text && { text: narrower(own.text, kind.text) }),
    ...(own.images && { images: narrower(own.images, images) }),
    ...(own.videos && { videos: narrower(own.videos, videos) }),
  }
}

function narrower<R extends object>(own: R, kind: object | null | undefined): R {
  const bounds = (kind ?? {}) as Record<string, unknown>
  const least = ([name, value]: [string, unknown]) => {
    const bound = Object.hasOwn(bounds, name) ? bounds[name] : undefined
    return [name, typeof value === 'number' && typeof bound === 'number' ? Math.min(value, bound) : value]
  }
  return Object.fromEntries(Object.entries(own).map(least)) as R
}

type Options = Readonly<Record<string, unknown>>

function kindOf({ kinds, options: fields }: Manifest, options: Options): KindRule | undefined {
  if (!kinds) return undefined
  const chosen = options[kinds.option] ?? fields.find(({ name }) => name === kinds.option)?.default
  return typeof chosen === 'string' && Object.hasOwn(kinds.rules, chosen) ? kinds.rules[chosen] : undefined
}

function ofKind(manifest: Manifest, kind: KindRule = {}): Limits {
  const { images, videos, ...media } = kind.media ?? {}
  const { text, media: general } = manifest
  return {
    text: { ...text, ...kind.text },
    media: {
      ...general,
      ...media,
      images: laid(general.images, images),
      videos: laid(general.videos, videos),
    },
    poll: kind.poll === undefined ? manifest.poll : kind.poll,
    threadMax: kind.threadMax ?? manifest.threadMax,
    firstReply: kind.firstReply ?? manifest.firstReply,
    options: lacking(manifest.options, kind.without),
  }
}

const lacking = (fields: readonly Field[], without: readonly string[] = []): readonly Field[] =>
  without.length === 0 ? fields : fields.filter(({ name }) => !without.includes(name))

/** `null` takes a rule away: the kind has no such media. */
const laid = <R extends object>(rule: R | null, over: Partial<R> | null | undefined): R | null =>
  over === null ? null : rule && { ...rule, ...over }

function limitedBy(rules: Limits, own: ChannelLimits): Limits {
  const { altMax, ...images } = own.images ?? {}
  const { hashtags, mentions } = rules.text
  const image = rules.media.images
  return {
    ...rules,
    text: {
      ...rules.text,
      ...own.text,
      ...(hashtags && { hashtags: { ...hashtags, max: own.marks?.hashtags ?? hashtags.max } }),
      ...(mentions && { mentions: { ...mentions, max: own.marks?.mentions ?? mentions.max } }),
    },
    media: {
      ...rules.media,
      images: image && { ...image, ...images, alt: { ...image.alt, max: altMax ?? image.alt.max } },
      videos: rules.media.videos && { ...rules.media.videos, ...own.videos },
    },
    poll: rules.poll && { ...rules.poll, ...own.poll },
    options: lacking(withChoices(rules.options, own), own.without),
  }
}
