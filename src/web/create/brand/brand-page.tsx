import { useQuery } from '@tanstack/react-query'
import { ImagePlus, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import {
  BrandBody,
  type BrandColour,
  type BrandFont,
  BrandKit,
  type BrandLogo,
  mostColours,
  mostLogos,
} from '../../../modules/create/brand/contract.ts'
import { Typeface } from '../../../modules/create/pictures/contract.ts'
import { families } from '../../../modules/create/pictures/plain/words.ts'
import { api } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { ask, useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { NativeSelect } from '../../kit/select.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { MediaPicker } from '../media/media-picker.tsx'
import { showUrl } from '../media/media-url.ts'
import { knowFaces } from '../pictures/faces.ts'
import { keepKit, readKit } from './kept.ts'

/** How the brand looks: what the editor of pictures offers first. */
export function Page() {
  const t = useWords('pictures.brand')
  const words = useProblemWords()
  const kit = useQuery(ask({ topic: 'brand', also: ['media'], path: '/brand-kit', schema: BrandKit }))
  return (
    <Frame title={t('nav')} help={t('help')} width="read">
      {kit.isPending && <SkeletonRows rows={4} />}
      {kit.isError && <ErrorState words={words(kit.error)} onRetry={() => void kit.refetch()} />}
      {kit.data && <Kit kit={kit.data} />}
    </Frame>
  )
}

export type Draft = Pick<BrandKit, 'colours' | 'fonts' | 'logos'> & { version: number }

function Kit({ kit }: { kit: BrandKit }) {
  const t = useWords('pictures.brand')
  const words = useProblemWords()
  const mayWrite = useMay()('plan.manage')
  const [typed, setTyped] = useState<Draft | null>(() => (mayWrite ? readKit() : null))
  const [problem, setProblem] = useState<string | null>(null)
  const draft = typed ?? kit
  const set = (change: Partial<Draft>) => {
    const next = { ...draft, ...change }
    setTyped(next)
    keepKit(next)
  }
  const forget = () => {
    setTyped(null)
    keepKit(null)
    setProblem(null)
  }
  const behind = typed !== null && typed.version !== kit.version
  const body = BrandBody.safeParse({
    ...draft,
    version: kit.version,
    logos: draft.logos.map(({ mediaId, name }) => ({ mediaId, name })),
  })
  const save = useWrite((next: BrandBody) => api.put('/brand-kit', { body: next, schema: BrandKit }), {
    touches: ['brand'],
    onSuccess: () => {
      forget()
      toast(t('saved'))
    },
    onProblem: (error) => {
      setProblem(words(error))
      return true
    },
  })
  return (
    <div className="flex flex-col gap-4">
      {behind && (
        <Alert
          tone="warn"
          action={
            <Button size="small" onClick={forget}>
              {t('takeTheirs')}
            </Button>
          }
        >
          {t('behind')}
        </Alert>
      )}
      {problem && <Alert tone="bad">{problem}</Alert>}
      <Logos logos={draft.logos} mayWrite={mayWrite} onChange={(logos) => set({ logos })} />
      <Colours colours={draft.colours} mayWrite={mayWrite} onChange={(colours) => set({ colours })} />
      <Fonts fonts={draft.fonts} mayWrite={mayWrite} onChange={(fonts) => set({ fonts })} />
      {mayWrite && (
        <div className="sticky bottom-4 flex flex-wrap items-center justify-end gap-2 max-md:bottom-20">
          {typed && !body.success && <span className="text-sm text-bad">{t('wrong')}</span>}
          {typed && <Button onClick={forget}>{t('discard')}</Button>}
          <Button
            look="primary"
            busy={save.isPending}
            disabled={typed === null || !body.success}
            onClick={() => body.success && save.mutate(body.data)}
          >
            {t('save')}
          </Button>
        </div>
      )}
    </div>
  )
}

type ListProps<T> = { mayWrite: boolean; onChange: (all: T[]) => void }

function Logos({ logos, mayWrite, onChange }: { logos: readonly BrandLogo[] } & ListProps<BrandLogo>) {
  const t = useWords('pictures.brand')
  const [choosing, setChoosing] = useState(false)
  const put = (place: number, name: string) =>
    onChange(logos.map((one, at) => (at === place ? { ...one, name } : one)))
  return (
    <Card
      title={t('logos')}
      help={t('logosHelp')}
      actions={
        mayWrite && (
          <Button
            size="small"
            icon={ImagePlus}
            disabled={logos.length >= mostLogos}
            onClick={() => setChoosing(true)}
          >
            {t('addLogo')}
          </Button>
        )
      }
    >
      {logos.length === 0 && <p className="text-muted">{t('noLogos')}</p>}
      <ul className="grid gap-3 sm:grid-cols-2">
        {logos.map((logo, place) => (
          <li key={logo.mediaId} className="flex items-center gap-3 rounded-md border border-line p-2">
            <span className="flex size-16 shrink-0 items-center justify-center rounded-sm bg-sunken p-1.5">
              <img
                src={showUrl({ id: logo.mediaId, kind: 'image', mime: logo.mime }, 160)}
                alt=""
                className="max-h-full max-w-full object-contain"
              />
            </span>
            <Input
              aria-label={t('logoName')}
              value={logo.name}
              maxLength={80}
              readOnly={!mayWrite}
              onChange={({ target }) => put(place, target.value)}
            />
            {mayWrite && (
              <IconButton
                size="small"
                icon={Trash2}
                label={t('remove', { name: logo.name })}
                onClick={() => onChange(logos.filter((_, at) => at !== place))}
              />
            )}
          </li>
        ))}
      </ul>
      {choosing && (
        <MediaPicker
          onClose={() => setChoosing(false)}
          onPicked={(media) => {
            const fresh = media
              .filter(
                ({ id, kind, animated }) =>
                  kind === 'image' && !animated && !logos.some((one) => one.mediaId === id),
              )
              .map(({ id, mime, width, height, fileName }) => ({
                ...{ mediaId: id, kind: 'image' as const, mime, width, height },
                name: fileName.replace(/\.[a-z]+$/i, '').slice(0, 80),
              }))
            onChange([...logos, ...fresh].slice(0, mostLogos))
          }}
        />
      )}
    </Card>
  )
}

function Colours({
  colours,
  mayWrite,
  onChange,
}: { colours: readonly BrandColour[] } & ListProps<BrandColour>) {
  const t = useWords('pictures.brand')
  const put = (place: number, change: Partial<BrandColour>) =>
    onChange(colours.map((one, at) => (at === place ? { ...one, ...change } : one)))
  return (
    <Card
      title={t('colours')}
      help={t('coloursHelp')}
      actions={
        mayWrite && (
          <Button
            size="small"
            icon={Plus}
            disabled={colours.length >= mostColours}
            onClick={() =>
              onChange([
                ...colours,
                { name: t('colourNumber', { number: colours.length + 1 }), value: freshColour(colours) },
              ])
            }
          >
            {t('addColour')}
          </Button>
        )
      }
    >
      {colours.length === 0 && <p className="text-muted">{t('noColours')}</p>}
      <ul className="grid gap-3 sm:grid-cols-2">
        {colours.map((colour, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a colour that is being changed keeps its place alone
          <li key={place} className="flex items-center gap-2">
            <input
              type="color"
              aria-label={t('colourOf', { name: colour.name })}
              value={colour.value}
              disabled={!mayWrite}
              onChange={({ target }) => put(place, { value: target.value.toLowerCase() })}
              className="h-control w-12 shrink-0 rounded-md border border-edge bg-surface p-1"
            />
            <Input
              aria-label={t('colourName')}
              value={colour.name}
              maxLength={80}
              readOnly={!mayWrite}
              onChange={({ target }) => put(place, { name: target.value })}
            />
            <code className="text-sm text-muted">{colour.value}</code>
            {mayWrite && (
              <IconButton
                size="small"
                icon={Trash2}
                label={t('remove', { name: colour.name })}
                onClick={() => onChange(colours.filter((_, at) => at !== place))}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

const offered = ['#1f6f5c', '#c2452d', '#e0a526', '#2b4a8b', '#7a3e8e', '#3b3f42']
const freshColour = (colours: readonly BrandColour[]): string =>
  offered.find((value) => !colours.some((one) => one.value === value)) ??
  `#${(colours.length * 0x13579 + 0x111111).toString(16).padStart(6, '0').slice(-6)}`

const uses = ['heading', 'text'] as const

function Fonts({
  fonts,
  mayWrite,
  onChange,
}: {
  fonts: BrandKit['fonts']
  mayWrite: boolean
  onChange: (fonts: BrandKit['fonts']) => void
}) {
  const t = useWords('pictures.brand')
  const all = useWords('pictures')
  knowFaces()
  const put = (use: (typeof uses)[number], change: Partial<BrandFont>) =>
    onChange({ ...fonts, [use]: { ...fonts[use], ...change } })
  return (
    <Card title={t('fonts')} help={t('fontsHelp')}>
      <div className="flex flex-col gap-5">
        {uses.map((use) => (
          <div key={use} className="flex flex-col gap-2">
            <div className="grid grid-cols-2 items-end gap-3">
              <Field label={t(`uses.${use}`)}>
                <NativeSelect
                  value={fonts[use].font}
                  disabled={!mayWrite}
                  onChange={({ target }) => put(use, { font: Typeface.parse(target.value) })}
                >
                  {Typeface.options.map((font) => (
                    <option key={font} value={font}>
                      {all(`fonts.${font}`)}
                    </option>
                  ))}
                </NativeSelect>
              </Field>
              <Checkbox
                className="min-h-control items-center"
                checked={fonts[use].bold}
                disabled={!mayWrite}
                onChange={(bold) => put(use, { bold })}
                label={all('words.bold')}
              />
            </div>
            <p
              className={use === 'heading' ? 'text-xl' : 'text-base'}
              style={{
                fontFamily: families[fonts[use].font].map((name) => `'${name}'`).join(', '),
                fontWeight: fonts[use].bold ? 700 : 400,
              }}
            >
              {t('sample')}
            </p>
          </div>
        ))}
      </div>
    </Card>
  )
}
