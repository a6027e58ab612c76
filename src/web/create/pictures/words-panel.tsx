import { Plus, Trash2, TriangleAlert, Type } from 'lucide-react'
import { mostWords, type Recipe, Typeface, type Words } from '../../../modules/create/pictures/contract.ts'
import type { Size } from '../../../modules/create/pictures/plain/geometry.ts'
import { strangeSigns } from '../../../modules/create/pictures/plain/signs.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { EmptyState } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Textarea } from '../../kit/input.tsx'
import { NativeSelect } from '../../kit/select.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { ColourField } from './colour-field.tsx'
import { PlaceField } from './place-field.tsx'
import type { Box, Change, Picked } from './pointing.ts'
import { Slider } from './slider.tsx'
import { useBrand } from './use-edit.ts'
import { useReading } from './use-reading.ts'

type Props = {
  recipe: Recipe
  source: Size
  url: string
  picked: Picked | null
  boxes: readonly (Box | null)[]
  onPick: (picked: Picked | null) => void
  change: Change
}

/** What is written on the picture. */
export function WordsPanel(props: Props) {
  const { recipe, picked, onPick, change } = props
  const t = useWords('pictures')
  const brand = useBrand().data
  const index = picked?.kind === 'words' ? picked.index : 0
  const words = recipe.words[index]
  const add = (kind: 'heading' | 'text') => {
    const { font, bold } = brand?.fonts[kind] ?? { font: 'sans' as const, bold: kind === 'heading' }
    const fresh: Words = {
      ...{ text: '', font, bold, size: kind === 'heading' ? 0.09 : 0.05, colour: '#ffffff' },
      ...{ align: 'middle', x: 0.5, y: kind === 'heading' ? 0.5 : 0.88 },
      ...{ ground: 'outline', groundColour: '#000000' },
    }
    change((now) => ({ ...now, words: [...now.words, fresh] }))
    onPick({ kind: 'words', index: recipe.words.length })
  }
  const full = recipe.words.length >= mostWords
  return (
    <section aria-label={t('panel.words')} className="flex flex-col gap-4">
      {recipe.words.length > 1 && (
        <ul aria-label={t('words.all')} className="flex flex-wrap gap-1.5">
          {recipe.words.map((one, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a layer is known by its place alone
            <li key={place} className="max-w-full">
              <button
                type="button"
                aria-pressed={place === index}
                onClick={() => onPick({ kind: 'words', index: place })}
                className={cx(
                  'max-w-48 min-h-control truncate rounded-md border px-3 text-sm',
                  place === index ? 'border-accent-solid bg-accent-soft text-accent' : 'border-line-strong',
                )}
              >
                {one.text.split('\n')[0] || t('words.empty')}
              </button>
            </li>
          ))}
        </ul>
      )}
      {words ? (
        <WordsFields {...props} index={index} words={words} />
      ) : (
        <EmptyState small icon={Type} title={t('words.none')} />
      )}
      <span className="flex flex-wrap gap-2">
        <Button icon={Plus} disabled={full} onClick={() => add('heading')}>
          {t('words.addHeading')}
        </Button>
        <Button icon={Plus} disabled={full} onClick={() => add('text')}>
          {t('words.addText')}
        </Button>
      </span>
    </section>
  )
}

function WordsFields({ words, index, change, onPick, ...rest }: Props & { words: Words; index: number }) {
  const t = useWords('pictures')
  const formats = useFormats()
  const colours = useBrand().data?.colours ?? []
  const set = (field: keyof Words | 'place', next: Partial<Words>) =>
    change(
      (now) => ({
        ...now,
        words: now.words.map((one, place) => (place === index ? { ...one, ...next } : one)),
      }),
      `words.${index}.${field}`,
    )
  const strange = strangeSigns(words.text)
  const { hard, out } = useReading({ ...rest, words, index })
  return (
    <>
      <Field
        label={t('words.text')}
        help={t('words.textHelp')}
        {...(strange.length > 0 && { error: t('words.strange', { signs: strange.join(' ') }) })}
        aside={
          <IconButton
            size="small"
            icon={Trash2}
            label={t('words.remove')}
            onClick={() => {
              change((now) => ({ ...now, words: now.words.filter((_, place) => place !== index) }))
              onPick(null)
            }}
          />
        }
      >
        <Textarea
          value={words.text}
          rows={2}
          maxLength={400}
          onChange={({ target }) => set('text', { text: target.value })}
        />
      </Field>
      {out && <Hint words={t('words.out')} />}
      {hard && <Hint words={t('words.hard')} />}
      <div className="grid grid-cols-2 items-end gap-3">
        <Field label={t('words.font')}>
          <NativeSelect
            value={words.font}
            onChange={({ target }) => set('font', { font: Typeface.parse(target.value) })}
          >
            {Typeface.options.map((font) => (
              <option key={font} value={font}>
                {t(`fonts.${font}`)}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Checkbox
          className="min-h-control items-center"
          checked={words.bold}
          onChange={(bold) => set('bold', { bold })}
          label={t('words.bold')}
        />
      </div>
      <Slider
        label={t('words.size')}
        {...{ value: words.size, least: 0.02, most: 0.4, step: 0.005 }}
        words={formats.percent(words.size)}
        onChange={(size) => set('size', { size })}
      />
      <ColourField
        label={t('words.colour')}
        value={words.colour}
        brand={colours}
        onChange={(colour) => set('colour', { colour })}
      />
      <Field label={t('words.ground')}>
        <NativeSelect
          value={words.ground}
          onChange={({ target }) => set('ground', { ground: target.value as Words['ground'] })}
        >
          {(['none', 'outline', 'band'] as const).map((ground) => (
            <option key={ground} value={ground}>
              {t(`words.grounds.${ground}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {words.ground !== 'none' && (
        <ColourField
          label={t('words.groundColour')}
          value={words.groundColour}
          brand={colours}
          onChange={(groundColour) => set('groundColour', { groundColour })}
        />
      )}
      <PlaceField value={words} onChange={(place) => set('place', place)} />
    </>
  )
}

const Hint = ({ words }: { words: string }) => (
  <p className="flex items-start gap-1.5 text-sm text-warn">
    <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
    {words}
  </p>
)
