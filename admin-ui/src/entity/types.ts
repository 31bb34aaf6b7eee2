export type {
  ActionDescriptor,
  AdminManifest,
  EntityDescriptor,
  FieldDescriptor,
  FieldKind,
  FilterOperator,
  NavEntry,
  NavGroup,
  PanelEntry,
  RelationDescriptor,
} from '../../../core/src/admin/manifest.ts'
