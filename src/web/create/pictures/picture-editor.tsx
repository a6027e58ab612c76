import { CaretsToAxisDashedVertical, Redo2, RotateCcw, RotateCw, Undo2 } from 'lucide-react'
import { type KeyboardEvent, useCallback, useEffect, useMemo, useState } from 'react'
import type { Media } from '../../../modules/create/media/contract.ts'
import { type Edit, mostSide, type Recipe } from '../../../modules/create/pictures/contract.ts'
import {
  cropTo,
  isPlain,
  madeSize,
  mirrored,
  plainRecipe,
  straightened,
  turned,
  turnRight,
} from '../../../modules/create/pictures/plain/geometry.ts'
import { strangeSigns } from '../../../modules/create/pictures/plain/signs.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorState, Skeleton } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { showUrl } from '../media/media-url.ts'
import { CropPanel } from './crop-panel.tsx'
import { knowFaces } from './faces.ts'
import { keepUnfinished, readUnfinished } from './kept.ts'
import { LevelSlider } from './level-slider.tsx'
import { LogoPanel } from './logo-panel.tsx'
import type { Box, Picked } from './pointing.ts'
import { Stage } from './stage.tsx'
import { useEdit, useMake } from './use-edit.ts'
import { useHistory } from './use-history.ts'
import { WordsPanel } from './words-panel.tsx'

type Props = {
  mediaId: string
  onClose: () => void
  /** The picture that was made; the one it was opened for stays. */
  onMade: (media: Media) => void
}

/** Crops, turns and writes on a picture. The original stays; what is made is a picture of its own. */
export function PictureEditor({ mediaId, onClose, onMade }: Props) {
  const t = useWords('pictures')
  const words = useProblemWords()
  const edit = useEdit(mediaId)
  if (edit.data) return <Editor edit={edit.data} {...{ mediaId, onClose, onMade }} />
  return (
    <Dialog full open onClose={onClose} title={t('title')}>
      {edit.isError ? (
        <ErrorState words={words(edit.error)} onRetry={() => void edit.refetch()} />
      ) : (
        <Skeleton className="h-[60dvh] w-full" />
      )}
    </Dialog>
  )
}

const panels = ['crop', 'words', 'logo'] as const
type Panel = (typeof panels)[number]

function Editor({ edit, mediaId, onClose, onMade }: Props & { edit: Edit }) {
  const t = useWords('pictures')
  const words = useProblemWords()
  const { source } = edit
  const begin = useMemo(() => edit.recipe ?? plainRecipe(source), [edit, source])
  const [restored, setRestored] = useState(() => readUnfinished(mediaId))
  const { now: recipe, change, undo, redo, mayUndo, mayRedo } = useHistory<Recipe>(restored ?? begin)
  const [panel, setPanel] = useState<Panel>('crop')
  const [ratio, setRatio] = useState<number | null>(null)
  const [level, setLevel] = useState(false)
  const [picked, setPicked] = useState<Picked | null>(null)
  const [boxes, setBoxes] = useState<readonly (Box | null)[]>([])
  const same = JSON.stringify(recipe) === JSON.stringify(begin)
  const nothing = isPlain(recipe, source)
  const strange = recipe.words.some(({ text }) => strangeSigns(text).length > 0)
  useEffect(knowFaces, [])
  useEffect(() => keepUnfinished(mediaId, same ? null : recipe), [mediaId, recipe, same])
  const make = useMake(mediaId, (media) => {
    keepUnfinished(mediaId, null)
    onMade(media)
  })
  const size = turned(source, recipe.turn)
  const choose = (next: number | null) => {
    setRatio(next)
    if (next !== null) change((now) => ({ ...now, crop: cropTo(size, next, now.focus, now.angle) }))
  }
  const turn = (times: number) => {
    if (ratio !== null && times % 2 === 1) setRatio(1 / ratio)
    change((now) => {
      let made = now
      for (let time = 0; time < times; time++) made = turnRight(made, turned(source, made.turn))
      return made
    })
  }
  const onBoxes = useCallback((next: readonly (Box | null)[]) => {
    setBoxes((was) => (JSON.stringify(was) === JSON.stringify(next) ? was : next))
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.target instanceof HTMLTextAreaElement) return
    const key = event.key.toLowerCase()
    if (key === 'z' && !event.shiftKey) undo()
    else if (key === 'y' || key === 'z') redo()
    else return
    event.preventDefault()
  }
  const url = showUrl({ id: source.id, kind: 'image', mime: source.mime }, 1920)
  return (
    <Dialog
      full
      open
      onClose={onClose}
      title={t('title')}
      help={<span className="max-sm:hidden">{t('help')}</span>}
      actions={
        <>
          <Button className="max-sm:hidden" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            look="primary"
            busy={make.isPending}
            disabled={nothing || same || strange}
            onClick={() => make.mutate(written(recipe))}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears the keys that take back and do again */}
      <div className="flex flex-col gap-3 lg:h-full lg:min-h-0" onKeyDown={onKeyDown}>
        {restored && (
          <Alert
            tone="info"
            action={
              <Button
                size="small"
                onClick={() => {
                  change(() => begin)
                  setRestored(null)
                }}
              >
                {t('beginAnew')}
              </Button>
            }
          >
            {t('restored')}
          </Alert>
        )}
        {make.isError && <Alert tone="bad">{words(make.error)}</Alert>}
        <div className="flex flex-col gap-4 lg:min-h-0 lg:flex-1 lg:flex-row">
          <div className="flex flex-col gap-2 max-lg:sticky max-lg:top-0 max-lg:z-10 max-lg:bg-raised max-lg:pb-2 lg:min-h-0 lg:flex-1">
            <div className="flex flex-wrap items-center gap-0.5">
              <IconButton icon={Undo2} label={t('undo')} disabled={!mayUndo} onClick={undo} />
              <IconButton icon={Redo2} label={t('redo')} disabled={!mayRedo} onClick={redo} />
              <span aria-hidden className="mx-1 h-6 w-px bg-line" />
              <IconButton icon={RotateCcw} label={t('turnLeft')} onClick={() => turn(3)} />
              <IconButton icon={RotateCw} label={t('turnRight')} onClick={() => turn(1)} />
              <IconButton
                icon={CaretsToAxisDashedVertical}
                label={t('mirror')}
                aria-pressed={recipe.mirror}
                onClick={() => change((now) => mirrored(now, size))}
              />
              <Size recipe={recipe} />
            </div>
            <div className="h-[36dvh] min-h-44 rounded-md bg-sunken p-3 lg:h-auto lg:flex-1">
              <Stage
                source={source}
                url={url}
                recipe={recipe}
                mode={panel === 'crop' ? 'crop' : 'lay'}
                ratio={ratio}
                level={level}
                picked={picked}
                onPick={(next) => {
                  setPicked(next)
                  if (next) setPanel(next.kind === 'words' ? 'words' : 'logo')
                }}
                change={change}
                onBoxes={onBoxes}
              />
            </div>
          </div>
          <div className="flex flex-col gap-4 lg:w-96 lg:min-w-0 lg:-ml-1.5 lg:overflow-y-auto lg:px-1.5">
            <Tabs
              look="box"
              label={t('panels')}
              value={panel}
              onChange={setPanel}
              tabs={panels.map((value) => ({ value, label: t(`panel.${value}`) }))}
            />
            {panel === 'crop' && (
              <CropPanel {...{ recipe, ratio, size }} onShape={choose}>
                <LevelSlider
                  angle={recipe.angle}
                  onLevel={setLevel}
                  onChange={(angle) => change((now) => straightened(now, size, angle), 'angle')}
                />
              </CropPanel>
            )}
            {panel === 'words' && (
              <WordsPanel {...{ recipe, source, url, picked, boxes, change }} onPick={setPicked} />
            )}
            {panel === 'logo' && <LogoPanel {...{ recipe, picked, change }} onPick={setPicked} />}
          </div>
        </div>
      </div>
    </Dialog>
  )
}

/** Without words that nobody wrote. */
const written = (recipe: Recipe): Recipe => ({
  ...recipe,
  words: recipe.words.filter(({ text }) => text.trim() !== ''),
})

function Size({ recipe }: { recipe: Recipe }) {
  const formats = useFormats()
  const { width, height } = madeSize(recipe, mostSide)
  return (
    <span className="ml-auto text-sm text-muted figures">
      {formats.number(width)} × {formats.number(height)}
    </span>
  )
}
