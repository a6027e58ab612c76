import { mostAngle } from '../../../modules/create/pictures/contract.ts'
import { Button } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'
import { Slider } from './slider.tsx'

type Props = {
  angle: number
  /** While somebody is at it. */
  onLevel: (on: boolean) => void
  onChange: (angle: number) => void
}

/** Makes a picture straight: tenths of a degree by the arrow keys, whole ones by Page Up and Page Down. */
export function LevelSlider({ angle, onLevel, onChange }: Props) {
  const t = useWords('pictures')
  const formats = useFormats()
  const set = (next: number) =>
    onChange(Math.round(Math.min(Math.max(next, -mostAngle), mostAngle) * 10) / 10 + 0)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the slider within
    <div
      className="flex items-end gap-2"
      onFocus={() => onLevel(true)}
      onBlur={() => onLevel(false)}
      onKeyDown={(event) => {
        if (event.key !== 'PageUp' && event.key !== 'PageDown') return
        event.preventDefault()
        set(angle + (event.key === 'PageUp' ? 1 : -1))
      }}
    >
      <div className="min-w-0 flex-1">
        <Slider
          label={t('level.label')}
          value={angle}
          least={-mostAngle}
          most={mostAngle}
          step={0.1}
          words={t('level.degrees', { angle: formats.number(angle) })}
          onChange={set}
        />
      </div>
      <Button size="small" disabled={angle === 0} onClick={() => set(0)}>
        {t('level.none')}
      </Button>
    </div>
  )
}
