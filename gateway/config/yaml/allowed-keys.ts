import * as z from 'zod';
import type { Path } from './path.ts';

/** The keys that a schema allows in the section at the path. */
export function allowedKeys(schema: z.core.$ZodType, path: Path): string[] {
  const found = path.reduce<z.core.$ZodType | undefined>(
    (parent, key) => parent && childOf(unwrap(parent), key),
    schema,
  );
  const section = found && unwrap(found);
  return section instanceof z.ZodObject ? Object.keys(section.shape) : [];
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional ? unwrap(schema.unwrap()) : schema;
}

function childOf(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) {
    return schema.shape[String(key)];
  }
  if (schema instanceof z.ZodRecord) {
    return schema.valueType;
  }
  return schema instanceof z.ZodArray ? schema.element : undefined;
}
