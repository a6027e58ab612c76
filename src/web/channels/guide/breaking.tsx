import { Fragment } from 'react'

/** An address breaks behind its slashes and before its dots, if it must; anything else only where nothing better is left. */
export const Breaking = ({ children }: { children: string }) =>
  children.split(/(?<=\/)|(?=\.\w)/).map((piece) => (
    <Fragment key={piece}>
      {piece}
      <wbr />
    </Fragment>
  ))
