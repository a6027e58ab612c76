import { CopyField } from '../../kit/copy.tsx'

/** Something to be copied, with what it is above it. */
export const Digest = ({ label, value }: { label: string; value: string }) => (
  <div className="flex flex-col gap-1">
    <span aria-hidden className="text-sm font-medium">
      {label}
    </span>
    <CopyField label={label} value={value} />
  </div>
)
