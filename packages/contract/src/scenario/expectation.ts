import type { JsonSchemaNode } from './json-schema.js';
import { alternatives } from './json-schema.js';

/** 1000000 → "1,000,000". */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e21) return String(value);
  const [whole = '', fraction] = String(value).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** What a value must be, in words: "a whole number from 1 to 180, or true or false". */
export function describeType(node: JsonSchemaNode): string {
  return alternatives(node).map(describeOne).join(', or ');
}

function describeOne(node: JsonSchemaNode): string {
  if (node.const !== undefined) return JSON.stringify(node.const);
  if (node.enum !== undefined) return `one of ${node.enum.join(', ')}`;
  switch (node.type) {
    case 'integer':
      return `a whole number${describeRange(node)}`;
    case 'number':
      return `a number${describeRange(node)}`;
    case 'boolean':
      return 'true or false';
    case 'string':
      return describeText(node);
    case 'array':
      return describeList(node);
    default:
      return 'a mapping of fields';
  }
}

function describeRange(node: JsonSchemaNode): string {
  const low = node.minimum;
  const high = node.maximum ?? node.exclusiveMaximum;
  // The limits of exact whole numbers are no limit that a person set.
  if (low === Number.MIN_SAFE_INTEGER) return '';
  const upTo = node.maximum === undefined && node.exclusiveMaximum !== undefined ? 'to below' : 'to';
  if (low !== undefined && high !== undefined)
    return ` from ${formatNumber(low)} ${upTo} ${formatNumber(high)}`;
  if (node.exclusiveMinimum !== undefined) {
    const above = ` above ${formatNumber(node.exclusiveMinimum)}`;
    return high === undefined ? above : `${above}, at most ${formatNumber(high)}`;
  }
  if (low !== undefined) return ` of at least ${formatNumber(low)}`;
  return high === undefined ? '' : ` of at most ${formatNumber(high)}`;
}

function describeText(node: JsonSchemaNode): string {
  if (node.format === 'id')
    return 'an id of at most 64 letters, digits, - and _, beginning with a letter or digit';
  if (node.maxLength === undefined) return 'text';
  return `text of ${node.minLength ?? 0} to ${formatNumber(node.maxLength)} characters`;
}

function describeList(node: JsonSchemaNode): string {
  if (node.prefixItems !== undefined) return `a list of ${node.prefixItems.length} numbers`;
  const item = alternatives(node.items ?? {})[0] ?? {};
  const what =
    item.enum !== undefined
      ? `names out of ${item.enum.join(', ')}`
      : item.type === 'number' || item.type === 'integer'
        ? 'numbers'
        : item.format === 'id'
          ? 'ids'
          : 'mappings';
  const low = node.minItems ?? 0;
  const size = node.maxItems === undefined ? '' : `${low} to ${formatNumber(node.maxItems)} `;
  return `a list of ${size}${what}`;
}

/** A value as a person would recognise it, cut to a line. */
export function showValue(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'empty';
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 39)}…` : value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object') return 'a mapping';
  return String(value);
}
