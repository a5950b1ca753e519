from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('deliberation', '0006_scrutineers'),
    ]

    operations = [
        migrations.AlterField(
            model_name='moderationaction',
            name='act',
            field=models.CharField(choices=[('masquer_passage', 'Hide a passage'), ('masquer_message', 'Hide the message'), ('remontrer', 'Show again'), ('ralentir_fil', 'Slow the thread'), ('pause_fil', 'Pause the thread'), ('rouvrir_fil', 'Open the thread again'), ('fermer_fil', 'Close the thread'), ('appel_humain', 'A person calls'), ('masquer_d_abord', 'Hidden at once, until somebody reads it'), ('garder_masque', 'Read, and stays hidden'), ('laisser', 'Read, and stays as it is'), ('deplacer', 'Move to another thread'), ('ramener', 'Bring back to its thread'), ('rappel_prive', 'Private reminder to support'), ('lire_avant', 'Read messages before they are published'), ('lire_premier', 'Read only the first message before'), ('lire_apres', 'Read messages after they are published'), ('publier', 'Read, then publish'), ('refuser', 'Read, and not published'), ('ecarter_phrase', 'Take a sentence out before a vote'), ('remettre_phrase', 'Put a sentence back before a vote'), ('relecture_maintient', 'Read again: the act stays'), ('relecture_annule', 'Read again: the act is undone')], max_length=20),
        ),
    ]
