import { DefaultNamingStrategy, Table } from 'typeorm';

const snake = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();

/** snake_case in the database, camelCase in the program; primary keys are named after their table. */
export class SnakeNaming extends DefaultNamingStrategy {
  override tableName(targetName: string, userSpecifiedName: string | undefined): string {
    return userSpecifiedName ?? snake(targetName);
  }
  override columnName(propertyName: string, customName: string | undefined, prefixes: string[]): string {
    return snake([...prefixes, customName ?? propertyName].join('_'));
  }
  override primaryKeyName(table: Table | string): string {
    const name = (typeof table === 'string' ? table : table.name).replace(/^.*\./, '');
    return `${name}_pkey`;
  }
}
