/** The sign of the house: bells on a beam. In the colours of the icon, on any ground. */
export const Bells = ({ className }: { className?: string }) => (
  <img src="/icon.svg" alt="" width="40" height="40" className={className} />
)
