export { Button, type ButtonProps } from '@midas-ds/components/button';
