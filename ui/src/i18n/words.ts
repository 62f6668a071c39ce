// The types of the catalogue. zh-CN is the type; keys are the dotted paths of its leaves.
import type zhCN from './zh-CN/all'

type Shape<T> = { [K in keyof T]: T[K] extends string ? string : Shape<T[K]> }

type Path<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Path<T[K]>}` }[keyof T & string]

export type Words = Shape<typeof zhCN>
export type MessageKey = Path<typeof zhCN>
