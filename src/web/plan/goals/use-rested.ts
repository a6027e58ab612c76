import { useEffect, useState } from 'react'

/** What is being typed, once the typing rests. Plain data only. */
export function useRested<T>(value: T): T {
  const text = JSON.stringify(value)
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), 300)
    return () => clearTimeout(timer)
  }, [text])
  return JSON.parse(rested) as T
}
