import type { ReactNode } from 'react';
import { Controller, type Control, type FieldPath, type FieldValues } from 'react-hook-form';
import { TextArea, TextField } from '@midas-ds/components/textfield';

interface FieldProps<T extends FieldValues> {
  control: Control<T>;
  name: FieldPath<T>;
  label: string;
  description?: string;
  /** What the server said of this field. */
  error?: string;
  maxLength?: number;
  isRequired?: boolean;
  isDisabled?: boolean;
}

export function Line<T extends FieldValues>({ control, name, error, ...rest }: FieldProps<T>): ReactNode {
  return (
    <Controller
      control={control}
      name={name}
      render={({ field: { value, onChange, onBlur, ref } }) => (
        <TextField
          {...rest}
          value={(value as string | null) ?? ''}
          onChange={onChange}
          onBlur={onBlur}
          ref={ref}
          isInvalid={error !== undefined}
          errorMessage={error}
        />
      )}
    />
  );
}

export function Area<T extends FieldValues>({
  control,
  name,
  error,
  rows = 6,
  ...rest
}: FieldProps<T> & { rows?: number }): ReactNode {
  return (
    <Controller
      control={control}
      name={name}
      render={({ field: { value, onChange, onBlur, ref } }) => (
        <TextArea
          {...rest}
          rows={rows}
          value={(value as string | null) ?? ''}
          onChange={onChange}
          onBlur={onBlur}
          ref={ref}
          isInvalid={error !== undefined}
          errorMessage={error}
        />
      )}
    />
  );
}
